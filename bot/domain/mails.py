"""Letters to customers: to whom one may go, when it goes out, until when that is worth while, how often it is tried."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import birthday_in, instant_of, local_date, zone
from bot.domain.customers import Customer
from bot.domain.day_names import short_day
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.mail_plan import MailPlan, MailState
from bot.domain.saying import say

SUBJECT_LENGTH = 150
TEXT_LENGTH = 3_000
"""Characters; the text is as long as a field of Slack's."""

USUAL_TIME = time(9)
"""When a letter goes out on its day, in the customer's zone, unless somebody says."""

_LAST_HOUR = 20
"""After that nobody is written to on the same day, unless somebody says."""

FARTHEST = timedelta(days=366)
"""So far ahead one can be approved."""

_WISHES_GRACE = timedelta(hours=3)
"""Wishes may come so long after midnight of their day, no longer: they speak of today."""

_WORTH = timedelta(days=3)
"""Everything else may be so late: after that somebody should look at it again."""

_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
"""Between tries. Greylisting lets the second or third pass (RFC 6647, section 4.5)."""


class MailKind(StrEnum):
    """What a letter is, and so which consent it needs."""

    WISHES = "wishes"
    NOTE = "note"
    NEWS = "news"
    """To many, or about an offer: it says how to be left out."""
    SURVEY = "survey"
    """Asks one question (survey.py); it is for no follow-up."""


@dataclass(frozen=True)
class Mail:
    """One letter. `id` is 0 until stored. Instants are UTC; `zone` is the customer's, by which `go_at` was chosen.

    `followup_id`: what it is for, 0 for none. `next_at`: when it is tried next. `ending_at`: when its final dot was
    about to be sent, in the present try.
    `reply_to`: where answers go, "" where to the sender's address. `error` is a code of mail_reasons.py.
    """

    id: int
    key: str
    customer_id: int
    followup_id: int
    kind: MailKind
    approved_by: str
    approved_at: datetime
    address: str
    reply_to: str
    subject: str
    text: str
    go_at: datetime
    zone: str
    not_after: datetime
    next_at: datetime
    state: MailState = MailState.WAITING
    attempts: int = 0
    error: str = ""
    started_at: datetime | None = None
    ending_at: datetime | None = None
    settled_at: datetime | None = None
    touchpoint_id: int | None = None

    @property
    def plan(self) -> MailPlan:
        """As follow-ups show it."""
        return MailPlan(self.id, self.state, self.go_at, self.zone, self.error)


def kind_for(followup: FollowUp, *, is_news: bool) -> MailKind:
    """What a letter for a follow-up is."""
    if is_news:
        return MailKind.NEWS
    return MailKind.WISHES if followup.kind is FollowUpKind.BIRTHDAY else MailKind.NOTE


def refusal(customer: Customer, kind: MailKind, address: str) -> str:
    """Why a letter may not go to this address of theirs, as a code of mail_reasons.py; "" where it may."""
    if customer.do_not_contact:
        return "do not contact"
    if not customer.email_ok:
        return "no email"
    if kind is MailKind.WISHES and not customer.wishes_ok:
        return "no wishes"
    return "" if address in customer.emails else "address changed"


def day_of(followup: FollowUp, customer: Customer, leap: str) -> date:
    """The day that a letter is for: of wishes the birthday, of anything else the day it is due."""
    born = customer.birthday
    if followup.kind is FollowUpKind.BIRTHDAY and born:
        return birthday_in(followup.due.year, born.month, born.day, "1 Mar" if leap == "1 Mar" else "28 Feb")
    return followup.due


def proposed(day: date, now: datetime, tz: str) -> datetime | None:
    """When it goes out unless somebody says: at the usual time of its day there; None, at once, where that is over."""
    at = instant_of(day, USUAL_TIME, tz)
    return at if at > now else None


def suggested(day: date, now: datetime, tz: str) -> datetime:
    """What stands in the form besides "at once": the usual time of its day; once that is over the next full hour.

    In the evening that is the usual time of tomorrow.
    """
    if at := proposed(day, now, tz):
        return at
    there = now.astimezone(zone(tz))
    if there.hour < _LAST_HOUR:
        return instant_of(there.date(), time(there.hour + 1), tz)
    return instant_of(there.date() + timedelta(days=1), USUAL_TIME, tz)


def by_day(now: datetime, tz: str) -> datetime:
    """When a letter goes out that nobody waits for: now by day, else at the usual time of the next morning there."""
    there = now.astimezone(zone(tz))
    if there.hour >= _LAST_HOUR:
        return instant_of(there.date() + timedelta(days=1), USUAL_TIME, tz)
    return max(now, instant_of(there.date(), USUAL_TIME, tz))


def chosen(day: date | None, at: time | None, now: datetime, tz: str) -> datetime:
    """The instant that was chosen; without a day it is now. Raises NotUnderstoodError for one that cannot be."""
    if day is None:
        return now
    moment = instant_of(day, at or USUAL_TIME, tz)
    if moment < now - timedelta(minutes=1):
        there = now.astimezone(zone(tz))
        raise NotUnderstoodError(
            say(
                "That is past: it is {time} on {day} there. Choose a later time, or let it go out at once.",
                time=f"{there:%H:%M}",
                day=short_day(there.date()),
            ),
            field="day" if day < there.date() else "at",
        )
    if moment - now > FARTHEST:
        raise NotUnderstoodError(say("That is more than a year ahead. Choose a day within a year."), field="day")
    return max(moment, now)


def worth_until(kind: MailKind, go_at: datetime, tz: str) -> datetime:
    """Until when it may go out late; after that it is given back to whoever approved it."""
    if kind is MailKind.WISHES:
        return instant_of(local_date(go_at, tz) + timedelta(days=1), time(0), tz) + _WISHES_GRACE
    return go_at + _WORTH


def next_try(mail: Mail, now: datetime) -> datetime:
    """When a letter that was put off is tried again."""
    return now + _PAUSES[min(max(mail.attempts, 1), len(_PAUSES)) - 1]
