"""Days as people read them, so that they are still true when the message is read later.

One rule for every surface: a day within one of today is a date of Slack's in whatever Slack draws (messages, Home,
pages), which says "today" only on that day; any other day is named ("Sat 28 Nov"), which stays true. Plain words
("tomorrow") are for what is read at once: confirmations that only one person sees, choices, plain text. Where the words
around a day change ("due" to "overdue"), the message is edited when they do (bot/use_cases/turning.py).
"""

from datetime import date, datetime, time, timedelta

from babel.dates import format_datetime

from bot.domain import renewals
from bot.domain.calendar import instant_of
from bot.domain.candidates import AWAITED
from bot.domain.customers import Customer
from bot.domain.day_names import short_day
from bot.domain.due import is_overdue, is_put_off, told_at
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.domain.saying import ENGLISH, language, say
from bot.views.mrkdwn import inert

NOON = time(12)
"""A date of Slack's is an instant. At noon of the reader's zone it is the same day in all zones eleven hours around."""


def moment(at: datetime) -> str:
    """An instant in the reader's own zone, with UTC for what cannot show that."""
    shown = say("{day} at {time}", day="{date_short_pretty}", time="{time}")
    return f"<!date^{int(at.timestamp())}^{shown}|{_plain(at)} UTC>"


def clock(at: datetime) -> str:
    """A time of day in the reader's own zone."""
    return f"<!date^{int(at.timestamp())}^{{time}}|{at:%H:%M} UTC>"


def day(on: date, reader: Reader) -> str:
    """A day for whatever stays: "today" only as long as it is."""
    if abs((on - reader.today).days) > 1:
        return _named(on, reader.today)
    return (
        f"<!date^{int(instant_of(on, NOON, reader.tz).timestamp())}^{{date_short_pretty}}|{_named(on, reader.today)}>"
    )


def day_words(on: date, today: date) -> str:
    """A day for what is read at once: "today", "Mon 23 Nov", with the year where it is another one."""
    near = {
        today: say("today"),
        today + timedelta(days=1): say("tomorrow"),
        today - timedelta(days=1): say("yesterday"),
    }
    return near.get(on) or _named(on, today)


def due(followup: FollowUp, reader: Reader) -> str:
    """When an open follow-up is due, or since when it is overdue, or to when it was put off; "" for a birthday."""
    if renewals.is_by_itself(followup):
        return _renews(followup, reader)
    if followup.snoozed_until:
        return _put_off(followup, reader)
    if followup.kind is FollowUpKind.BIRTHDAY:
        return ""
    late = is_overdue(followup, reader)
    if followup.is_answered:
        return say("acknowledged, to put right")
    if followup.deadline:
        return _by_deadline(moment(followup.deadline), late=late, claimed=followup.acknowledged_at is None)
    when = planned_for(followup, reader)
    words = say("was due {when}", when=when) if followup.due < reader.today else say("due {when}", when=when)
    return say("*overdue* since {when}", when=when) if late else words


def _by_deadline(when: str, *, late: bool, claimed: bool) -> str:
    if late:
        return say("*overdue* since {when}", when=when)
    return say("by {when}", when=when) if claimed else say("to be claimed by {when}", when=when)


def planned_for(followup: FollowUp, reader: Reader) -> str:
    """The day for which it is planned, with the time where it has one."""
    return moment(followup.due_at) if followup.due_at else day(followup.due, reader)


def _renews(followup: FollowUp, reader: Reader) -> str:
    """It comes up stage by stage, which nobody need know; the day that counts is that of the renewal."""
    when = day(followup.due, reader)
    if followup.due < reader.today:
        return say("*overdue*, was {when}", when=when) if is_overdue(followup, reader) else say("was {when}", when=when)
    left = (followup.due - reader.today).days
    said = when if left <= 1 else say("{when}, in {left} days", when=when, left=left)
    if not is_put_off(followup, reader):
        return said
    return say("{said}, comes up again {day}", said=said, day=day(followup.shown_on, reader))


def title(followup: FollowUp, customer: Customer, reader: Reader, length: int = 300) -> str:
    """What is to be done, escaped. A birthday is said as it is now, with the age where the year is known."""
    if followup.kind is not FollowUpKind.BIRTHDAY:
        return inert(followup.title, length)
    on, born = followup.due, customer.birthday
    if not followup.is_open:
        return say("Birthday {day}", day=day(on, reader))
    if on < reader.today:
        return say("Birthday was {day}; late wishes?", day=day(on, reader))
    near = (on - reader.today).days <= 1
    said = say("Birthday {day}", day=day(on, reader)) if near else say("Birthday on {day}", day=day(on, reader))
    if born and born.year and born.year < on.year:
        return say("{said}, turns {age}", said=said, age=on.year - born.year)
    return said


def lasting(followup: FollowUp, reader: Reader, length: int) -> str:
    """What is to be done and for when, escaped, in words that stay true however much later they are read."""
    if followup.kind is FollowUpKind.BIRTHDAY:
        return say("Birthday {day}", day=day(followup.due, reader))
    deadline = None if followup.is_answered else followup.deadline
    planned = planned_for(followup, reader)
    when = say("by {when}", when=moment(deadline)) if deadline else say("for {when}", when=planned)
    return f"{inert(followup.title, length)} · {when}"


def _put_off(followup: FollowUp, reader: Reader) -> str:
    at = told_at(followup, reader.tz)
    when = moment(at) if at else day(followup.shown_on, reader)
    reason = say(AWAITED) if followup.snooze_reason == AWAITED else inert(followup.snooze_reason, 60)
    why = f" ({reason})" if reason else ""
    is_still = is_put_off(followup, reader)
    to = (
        say("put off to {when}{why}", when=when, why=why)
        if is_still
        else say("was put off to {when}{why}", when=when, why=why)
    )
    to = say("*overdue*, {to}", to=to) if is_overdue(followup, reader) else to
    if followup.kind is FollowUpKind.BIRTHDAY:
        return to
    if followup.is_answered or followup.is_promised_anew:
        return to
    if followup.deadline and followup.acknowledged_at and followup.deadline > reader.now:
        return say("{to}, to be claimed by {when}", to=to, when=moment(followup.deadline))
    if followup.deadline:
        when = moment(followup.deadline)
        is_past = followup.deadline <= reader.now
        return (
            say("{to}, deadline was {when}", to=to, when=when)
            if is_past
            else say("{to}, deadline is {when}", to=to, when=when)
        )
    when = planned_for(followup, reader)
    return (
        say("{to}, was due {when}", to=to, when=when)
        if followup.due < reader.today
        else say("{to}, due {when}", to=to, when=when)
    )


def _named(on: date, today: date) -> str:
    return short_day(on, with_year=on.year != today.year)


def _plain(at: datetime) -> str:
    if language() == ENGLISH:
        return f"{at:%d %b %Y %H:%M}"
    return format_datetime(at, "dd MMM yyyy HH:mm", locale=language())
