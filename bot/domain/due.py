"""When a follow-up is shown, and from when on it is overdue, for somebody with days off (`working`, `reader`).

What is due on a day off is shown on the working day before. Nobody could do it on the day itself, so it is overdue only
once the next working day has passed without it; until then it "was due Saturday". What was put off to a day off comes
back on the working day after: whoever put it off asked for quiet until then.

A time of day is meant as it was said, on a day off too: its assignee is told then, and it is overdue an hour later.
What is put off to another day is told there at the same time of day, as it was meant by whom it was planned for.
"""

from datetime import date, datetime, time, timedelta

from bot.domain import cadence, renewals
from bot.domain.calendar import WorkingHours, instant_of, local_date, zone
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.reader import Reader

OVERDUE_AFTER = timedelta(hours=1)
"""So long after its time of day something is overdue: a call at three may well be made at half past."""

_DAY = timedelta(days=1)

CHECK_IN_LASTS = timedelta(days=7)
"""A check-in that came up by itself is a call for this week."""


def first_day(followup: FollowUp, working_hours: WorkingHours) -> date:
    """The day from which it is shown as something to do."""
    if followup.back_at or working_hours.is_working_day(followup.shown_on):
        return followup.shown_on
    return working_hours.next_working_day(followup.shown_on, step=1 if followup.snoozed_until else -1)


def shown_until(working_hours: WorkingHours, today: date) -> tuple[date, date]:
    """The last days whose follow-ups are shown today: of what nobody put off, and of what somebody did.

    The same as `first_day`, for asking a database.
    """
    last_planned = working_hours.next_working_day(today) - _DAY
    is_at_work = working_hours.is_working_day(today)
    return last_planned, today if is_at_work else working_hours.next_working_day(today, step=-1)


def last_day(followup: FollowUp, working_hours: WorkingHours) -> date:
    """The last day on which it is in time, where it has no deadline.

    What came up by itself is in time for longer: a renewal until its own day, a check-in for a week. Nobody was
    promised it for the day on which it came up.
    """
    day = followup.shown_on
    if renewals.is_by_itself(followup):
        day = max(day, followup.due)
    elif cadence.is_by_itself(followup) and followup.promised_on is None:
        day += CHECK_IN_LASTS
    return day if working_hours.is_working_day(day) else working_hours.next_working_day(day)


def told_at(followup: FollowUp, tz: str) -> datetime | None:
    """When whoever does it is told of it by a message of its own, in their zone; None: no time of day was given."""
    if followup.snoozed_until is None:
        return followup.due_at
    if followup.back_at or followup.again_at or followup.due_at is None:
        return followup.back_at or followup.again_at
    days = followup.snoozed_until - followup.due  # put off by a Rapport that kept the day alone
    return at_same_time(followup.due_at, local_date(followup.due_at, tz) + days, tz)


def planned_on(followup: FollowUp, tz: str) -> tuple[date, time | None]:
    """Its day and time of day as the wall of this zone shows them."""
    if followup.due_at is None:
        return followup.due, None
    return local_date(followup.due_at, tz), followup.due_at.astimezone(zone(tz)).time().replace(second=0, microsecond=0)


def at_same_time(at: datetime, day: date, tz: str) -> datetime:
    """The instant at which the wall of this zone shows the same time on another day."""
    return instant_of(day, at.astimezone(zone(tz)).time(), tz)


def put_off_at(followup: FollowUp, day: date, now: datetime, tz: str) -> datetime | None:
    """The instant at which what has a time of day is told of on another day, in the zone that its time is of."""
    if followup.due_at is None:
        return None
    at = at_same_time(followup.due_at, day, tz)
    return at if at > now else at_same_time(followup.due_at, day + _DAY, tz)  # a day ahead of whoever put it off


def is_put_off(followup: FollowUp, reader: Reader) -> bool:
    """Whether somebody put it off and it has not come back yet."""
    if followup.back_at:
        return followup.back_at > reader.now
    return followup.snoozed_until is not None and first_day(followup, reader.working_hours) > reader.today


def is_overdue(followup: FollowUp, reader: Reader) -> bool:
    """Whether it should have been done by now. A birthday never is: it lapses."""
    if not followup.is_open or followup.kind is FollowUpKind.BIRTHDAY or is_put_off(followup, reader):
        return False
    if followup.deadline:
        return not followup.is_answered and followup.deadline <= reader.now
    if (followup.due_at or followup.again_at) and (at := told_at(followup, reader.tz)):
        return at + OVERDUE_AFTER <= reader.now
    return last_day(followup, reader.working_hours) < reader.today


def turns(followup: FollowUp, working_hours: WorkingHours) -> tuple[datetime, ...]:
    """The instants at which what a message says of an open follow-up changes by itself.

    It comes up, its day begins, its day is over, it becomes overdue, its deadline passes, it comes back the same day.
    """
    days = {first_day(followup, working_hours), last_day(followup, working_hours) + _DAY}
    for on in (followup.due, followup.shown_on, *([followup.promised_on] if followup.promised_on else [])):
        days |= {on, on + _DAY}
    midnights = [instant_of(day, time(), working_hours.zone) for day in days]
    told = told_at(followup, working_hours.zone)
    late = told + OVERDUE_AFTER if told and (followup.due_at or followup.again_at) else None
    return tuple(sorted([*midnights, *filter(None, (followup.deadline, followup.back_at, late))]))
