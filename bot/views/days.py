"""Days as people read them, so that they are still true when the message is read later.

One rule for every surface: a day within one of today is a date of Slack's in whatever Slack draws (messages, Home,
pages), which says "today" only on that day; any other day is named ("Sat 28 Nov"), which stays true. Plain words
("tomorrow") are for what is read at once: confirmations that only one person sees, choices, plain text. Where the words
around a day change ("due" to "overdue"), the message is edited when they do (bot/use_cases/turning.py).
"""

from datetime import date, datetime, time, timedelta

from bot.domain import renewals
from bot.domain.calendar import instant_of
from bot.domain.customers import Customer
from bot.domain.due import is_overdue, is_put_off, told_at
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader
from bot.views.mrkdwn import inert

NOON = time(12)
"""A date of Slack's is an instant. At noon of the reader's zone it is the same day in all zones eleven hours around."""


def moment(at: datetime) -> str:
    """An instant in the reader's own zone, with UTC for what cannot show that."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{at:%d %b %Y %H:%M} UTC>"


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
    near = {today: "today", today + timedelta(days=1): "tomorrow", today - timedelta(days=1): "yesterday"}
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
        return "acknowledged, to put right"
    if followup.deadline:
        by = "to be claimed by" if followup.acknowledged_at else "by"
        return f"{'*overdue* since' if late else by} {moment(followup.deadline)}"
    words = "*overdue* since" if late else "was due" if followup.due < reader.today else "due"
    return f"{words} {planned_for(followup, reader)}"


def planned_for(followup: FollowUp, reader: Reader) -> str:
    """The day for which it is planned, with the time where it has one."""
    return moment(followup.due_at) if followup.due_at else day(followup.due, reader)


def _renews(followup: FollowUp, reader: Reader) -> str:
    """It comes up stage by stage, which nobody need know; the day that counts is that of the renewal."""
    when = day(followup.due, reader)
    if followup.due < reader.today:
        return f"{'*overdue*, ' if is_overdue(followup, reader) else ''}was {when}"
    left = (followup.due - reader.today).days
    again = f", comes up again {day(followup.shown_on, reader)}" if is_put_off(followup, reader) else ""
    return f"{when}{again}" if left <= 1 else f"{when}, in {left} days{again}"


def title(followup: FollowUp, customer: Customer, reader: Reader, length: int = 300) -> str:
    """What is to be done, escaped. A birthday is said as it is now, with the age where the year is known."""
    if followup.kind is not FollowUpKind.BIRTHDAY:
        return inert(followup.title, length)
    on, born = followup.due, customer.birthday
    if not followup.is_open:
        return f"Birthday {day(on, reader)}"
    if on < reader.today:
        return f"Birthday was {day(on, reader)}; late wishes?"
    age = f", turns {on.year - born.year}" if born and born.year and born.year < on.year else ""
    return f"Birthday {'' if (on - reader.today).days <= 1 else 'on '}{day(on, reader)}{age}"


def lasting(followup: FollowUp, reader: Reader, length: int) -> str:
    """What is to be done and for when, escaped, in words that stay true however much later they are read."""
    if followup.kind is FollowUpKind.BIRTHDAY:
        return f"Birthday {day(followup.due, reader)}"
    deadline = None if followup.is_answered else followup.deadline
    when = f"by {moment(deadline)}" if deadline else f"for {planned_for(followup, reader)}"
    return f"{inert(followup.title, length)} · {when}"


def _put_off(followup: FollowUp, reader: Reader) -> str:
    late = "*overdue*, " if is_overdue(followup, reader) else ""
    at = told_at(followup, reader.tz)
    when = moment(at) if at else day(followup.shown_on, reader)
    why = f" ({inert(followup.snooze_reason, 60)})" if followup.snooze_reason else ""
    to = f"{late}{'' if is_put_off(followup, reader) else 'was '}put off to {when}{why}"
    if followup.kind is FollowUpKind.BIRTHDAY:
        return to
    if followup.is_answered or followup.is_promised_anew:
        return to
    if followup.deadline and followup.acknowledged_at and followup.deadline > reader.now:
        return f"{to}, to be claimed by {moment(followup.deadline)}"
    if followup.deadline:
        return f"{to}, deadline {'was' if followup.deadline <= reader.now else 'is'} {moment(followup.deadline)}"
    return f"{to}, {'was due' if followup.due < reader.today else 'due'} {planned_for(followup, reader)}"


def _named(on: date, today: date) -> str:
    words = f"{on:%a} {on.day} {on:%b}"
    return words if on.year == today.year else f"{words} {on.year}"
