"""Putting a follow-up off: the choices of one click, and how far it may go.

A click says which choice is meant, not which day: the message may be older than today.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkingHours, local_date
from bot.domain.day_names import dated
from bot.domain.due import put_off_at
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.lifecycle import Move, check
from bot.domain.reader import Reader
from bot.domain.saying import say

LATER = timedelta(hours=3)
"""How much later "Later today" is: after the lunch or the shift that is in the way now."""

SOONEST = timedelta(hours=1)
"""With less than this until "Later today", or from then on to the end of work, it is not offered any more."""

LONGEST = timedelta(days=92)
"""So far off a follow-up may be put: a quarter. What is farther away is better planned anew than forgotten politely."""

WISHES_LATEST = timedelta(days=2)
"""So long after a birthday late wishes are still worth sending (product.md section 5); see `wishes_until`."""

REASON_LENGTH = 200
"""The longest word why, in characters: it must fit a line."""


class Choice(StrEnum):
    """What can be chosen with one click; `DAY` asks which. `HOUR` is for what has a time of day and was told then."""

    LATER_TODAY = "later"
    HOUR = "hour"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    DAY = "day"


@dataclass(frozen=True)
class Until:
    """A local day to come back on; `at` is the instant, where one is meant."""

    day: date
    at: datetime | None = None

    def is_on(self, today: date) -> bool:
        """Whether it comes back on the same day, by a message of its own."""
        return self.at is not None and self.day == today


def chosen(choice: Choice, reader: Reader) -> Until | None:
    """When the one who clicks means; None: they are to say. So it is with "Later today" where none is left."""
    match choice:
        case Choice.LATER_TODAY:
            at = _later_today(reader)
            return Until(reader.today, at) if at else None
        case Choice.HOUR:
            return _in_an_hour(reader)
        case Choice.TOMORROW:
            return Until(_working(reader.today + timedelta(days=1), reader))
        case Choice.MONDAY:
            return Until(_working(reader.today + timedelta(days=7 - reader.today.weekday()), reader))
        case Choice.DAY:
            return None


def offered(followup: FollowUp, reader: Reader) -> tuple[Choice, ...]:
    """What can be chosen at this moment: nothing that is past, and nothing after the wishes of a birthday lapse."""
    shown = (choice for choice in Choice if choice is not Choice.HOUR)
    return tuple(choice for choice in shown if choice is Choice.DAY or _is_possible(choice, followup, reader))


def _is_possible(choice: Choice, followup: FollowUp, reader: Reader) -> bool:
    until = chosen(choice, reader)
    if until is None:
        return False
    return followup.kind is not FollowUpKind.BIRTHDAY or until.day <= wishes_until(followup.due, reader.working_hours)


def wishes_until(birthday: date, working_hours: WorkingHours) -> date:
    """The last day for late wishes; then the birthday's follow-up lapses.

    Not before the first working day after it, on which they are asked for.
    """
    return max(birthday + WISHES_LATEST, working_hours.next_working_day(birthday))


def snooze(followup: FollowUp, until: Until, reader: Reader, reason: str = "", planned_in: str = "") -> FollowUp:
    """Show it again then; what has a time of day has it there too, in the zone that it was `planned_in`.

    Raises NotUnderstoodError for a day or time that is past or too far, or without a needed word.
    """
    check(Move.SNOOZE, followup)
    if until.at is None and until.day <= reader.today:
        raise _refused(say("A follow-up can only be put off to a later day, or to a later time. Please pick one."))
    if until.at and until.at <= reader.now:
        raise _refused(say("That time on that day is past. Please give a time that is to come."), "at")
    _check_bound(followup, until, reader)
    reason = " ".join(reason.split())
    if len(reason) > REASON_LENGTH:
        raise _refused(say("Please say it in {reason_length} characters.", reason_length=REASON_LENGTH), "reason")
    if needs_reason(followup, until, reader) and not reason:
        raise _refused(say("This complaint would be put off beyond its deadline. Please say why, in a word."), "reason")
    back_at = until.at if until.is_on(reader.today) else None
    again_at = None if back_at else until.at or put_off_at(followup, until.day, reader.now, planned_in or reader.tz)
    return replace(followup, snoozed_until=until.day, back_at=back_at, again_at=again_at, snooze_reason=reason)


def needs_reason(followup: FollowUp, until: Until, reader: Reader) -> bool:
    """Whether a complaint would come back only after its deadline: that takes a word (product.md section 5)."""
    if followup.kind is not FollowUpKind.COMPLAINT or followup.deadline is None or followup.is_answered:
        return False
    if followup.deadline <= reader.now:
        return True
    return until.at > followup.deadline if until.at else until.day > local_date(followup.deadline, reader.tz)


def _check_bound(followup: FollowUp, until: Until, reader: Reader) -> None:
    if followup.kind is FollowUpKind.BIRTHDAY and until.day > (
        last := wishes_until(followup.due, reader.working_hours)
    ):
        raise _refused(
            say(
                "Late wishes are worth sending until {last}. Please pick a day up to then, or cancel it.",
                last=dated(last),
            )
        )
    if until.day > (last := reader.today + LONGEST):
        raise _refused(
            say(
                "A follow-up can be put off for three months at most, to {last}. Pick an earlier day, or "
                "cancel it and plan it anew.",
                last=dated(last),
            )
        )


def _later_today(reader: Reader) -> datetime | None:
    """LATER, moved into the working hours on the reader's own wall. None: no more today, or it is a day off."""
    opens, closes = reader.working_hours.hours_of(reader.today)
    last = closes - SOONEST
    if not reader.working_hours.is_working_day(reader.today) or reader.now + SOONEST > last:
        return None
    return min(max(reader.now + LATER, opens), last).replace(second=0, microsecond=0)


def _in_an_hour(reader: Reader) -> Until | None:
    """None: that would be tomorrow."""
    at = (reader.now + timedelta(hours=1)).replace(second=0, microsecond=0)
    return Until(reader.today, at) if local_date(at, reader.tz) == reader.today else None


def _working(day: date, reader: Reader) -> date:
    """This day, or the next that is no day off."""
    return day if reader.working_hours.is_working_day(day) else reader.working_hours.next_working_day(day)


def _refused(sentence: str, field: str = "until") -> NotUnderstoodError:
    return NotUnderstoodError(sentence, field=field)
