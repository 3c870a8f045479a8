"""The one daily message: when it is due, until when it is worth sending, and what stands in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.calendar import WorkingHours, birthday_in, digest_due, instant_of, local_date
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind
from bot.domain.health import NOTHING_KNOWN, Health
from bot.domain.ledger import LATE_AFTER
from bot.domain.playbook_run import is_step
from bot.domain.saying import later
from bot.domain.survey import Survey
from bot.domain.thanks import Goal

FOLLOW_UP = "follow-up"
COMING_BIRTHDAY = "coming birthday"
"""Kinds of ledger rows that are lines of a digest. Their subject begins with the id of the follow-up or customer."""

COVER = "cover"
"""Kind of the ledger row of a follow-up in what is told of somebody's absence: who covers, the team, or who is back."""

STILL_OPEN = "still open"
"""Kind of the ledger row of a follow-up that was shown as overdue in an earlier digest already: all are one line."""

STILL_OPEN_FOR = timedelta(days=7)
"""So long what is overdue and was shown stays in that line; then it is shown once more."""

OF_THE_WEEK = "of the week"
"""Kind of the ledger row of a customer whom a lead's view of the week names."""

MAY_LEAVE = "may leave"
"""Kind of the ledger row of a customer who may leave us, in the digest in which it is told."""

NOTES = frozenset({COMING_BIRTHDAY, OF_THE_WEEK, MAY_LEAVE})
"""Those of them that are no follow-up."""

AHEAD = timedelta(days=7)
"""How far birthdays are seen coming (product.md section 5)."""

LOOKED_BACK = 7
"""So many days back a digest that nobody was there to send is still accounted for before the next one is due."""

KEPT = timedelta(days=7)
"""So long a digest says how its lines stand; after that only what stays true: newer ones hold what is still open."""


class Content(StrEnum):
    """What can be left out of somebody's own digest, with words for the form. What is theirs to do stays otherwise."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        """One row of the table."""
        content = str.__new__(cls, value)
        content._value_, content.words = value, words
        return content

    BIRTHDAYS = "birthdays", later("Birthdays of the coming days")
    RENEWALS = "renewals", later("Renewals that are near")
    CHECK_INS = "check-ins", later("Customers who have not heard from us for long")
    UNCLAIMED = "unclaimed", later("Alerts about my customers that nobody has")


@dataclass(frozen=True)
class Rhythm:
    """When somebody gets a digest: at this time on the wall of their zone, on these days of the week (Monday is 0)."""

    tz: str
    at: time
    days: frozenset[int]

    def due(self, now: datetime, holidays: frozenset[date]) -> date | None:
        """The local date whose digest is due by now, if any."""
        return digest_due(now, self.tz, self.at, self.days, holidays)

    def before(self, now: datetime, holidays: frozenset[date]) -> date | None:
        """The last local date before today that has a digest, if there is one among the last LOOKED_BACK."""
        today = local_date(now, self.tz)
        back = (today - timedelta(days=step) for step in range(1, LOOKED_BACK + 1))
        return next((day for day in back if day.weekday() in self.days and day not in holidays), None)

    def due_at(self, day: date) -> datetime:
        """The instant (UTC) at which the digest of this local date is to arrive."""
        return instant_of(day, self.at, self.tz)

    def working_hours(self, holidays: frozenset[date]) -> WorkingHours:
        """The days on which they get a digest, as working days: what is due in between is shown before."""
        return WorkingHours(self.tz, self.days, holidays=holidays)

    def worth_until(self, day: date, until: time) -> datetime:
        """The instant until which a late one is still sent: `until` on that day, or its end where it is due later."""
        last = time.max if until <= self.at else until
        return instant_of(day, last, self.tz)

    def missed(self, last: date | None, today: date, holidays: frozenset[date]) -> list[date]:
        """The dates after the last one that is accounted for and before today that should have had a digest."""
        first = max(last, today - timedelta(days=31)) if last else today
        between = (first + timedelta(days=step) for step in range(1, (today - first).days))
        return [day for day in between if day.weekday() in self.days and day not in holidays]


@dataclass(frozen=True)
class MyDigest:
    """How somebody wants theirs: when, in which zone where not in that of Slack (else ""), and without what."""

    rhythm: Rhythm
    zone: str = ""
    without: frozenset[Content] = frozenset()


@dataclass(frozen=True)
class Due:
    """A digest that is due: whose (a person's id, or TEAM), of which local date, and until when it is worth sending."""

    recipient: str
    day: date
    rhythm: Rhythm
    worth_until: datetime


@dataclass(frozen=True)
class Note:
    """A line without anything to tick off: a birthday coming, or that they may leave us, with how it stands."""

    kind: str
    customer: Customer
    on: date
    health: Health = NOTHING_KNOWN


@dataclass(frozen=True)
class Digest:
    """What a digest of `day` shows as things stand now.

    `late_since`: when it should have come, where it came late. `is_over`: it is older than KEPT. `still`: what an
    earlier digest had shown as overdue already. `goal`: how many thank-you notes there were
    that week, up to when it was due. `unheard`: for a lead, how many messages of watched channels nobody decided about.
    `to_note`: the customers they asked who answer by mail, with a number to note.
    """

    day: date
    items: Sequence[FollowUpItem]
    notes: Sequence[Note] = ()
    late_since: datetime | None = None
    is_over: bool = False
    still: Sequence[FollowUpItem] = ()
    goal: Goal | None = None
    unheard: int = 0
    to_note: Sequence[tuple[Survey, Customer]] = ()


def is_left_out(followup: FollowUp, without: Collection[Content]) -> bool:
    """Whether somebody does not want this in their digest. What was promised, and steps of playbooks, always are."""
    if is_step(followup):
        return False
    content = {FollowUpKind.RENEWAL: Content.RENEWALS, FollowUpKind.CHECK_IN: Content.CHECK_INS}.get(followup.kind)
    return followup.origin is not None and followup.promised_on is None and content in without


def came_late(due_at: datetime, sent_at: datetime) -> bool:
    """Whether a digest due at one instant and sent at another has to say so."""
    return sent_at - due_at > LATE_AFTER


def years_on(day: date, since: date) -> int:
    """The full years from `since` to the anniversary kept on `day`; 0 where `day` is none."""
    years = day.year - since.year
    return years if years > 0 and birthday_in(day.year, since.month, since.day) == day else 0
