"""Somebody is away for some days: from `first` on, and there again on `back_on`. Days are those of their own zone.

What comes due meanwhile is covered (bot/use_cases/cover.py) and goes back to them afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import WorkingHours, instant_of, local_date
from bot.domain.due import first_day, is_put_off, last_day
from bot.domain.errors import NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpItem, FollowUpKind
from bot.domain.lifecycle import assign, check_open
from bot.domain.reader import Reader
from bot.domain.saying import say

LONGEST = timedelta(days=183)
"""So long somebody can be away. Who is longer than half a year hands over: nobody covers for ever."""

SHORT = timedelta(days=3)
"""Such as from Friday to Monday."""

FURTHEST = timedelta(days=366)
"""So long ahead it can be said."""


@dataclass(frozen=True)
class Absence:
    """Somebody away. `id` is 0 until stored; `tz` is their zone.

    `begun_at`: since when it is covered. `ended_at`: when it was over, or taken back.
    """

    id: int
    person: str
    first: date
    back_on: date
    set_by: str
    set_at: datetime
    tz: str = "UTC"
    begun_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def last(self) -> date:
        """The last day away."""
        return self.back_on - timedelta(days=1)

    def is_on(self, now: datetime) -> bool:
        """Whether they are away at this instant."""
        return self.ended_at is None and self.first <= local_date(now, self.tz) < self.back_on

    def is_over(self, now: datetime) -> bool:
        """Whether they should be there again by this instant."""
        return local_date(now, self.tz) >= self.back_on

    @property
    def back_at(self) -> datetime:
        """The instant at which the day begins on which they are there again."""
        return instant_of(self.back_on, datetime.min.time(), self.tz)


@dataclass(frozen=True)
class Away:
    """An absence, the audit entry that takes it back, and how many of their customers each covers (None: the team).

    `undo_id` is 0 where it was noted before. `uncovered`: names of some whom nobody covers. `staying`: what is late
    already and waits for them.
    """

    absence: Absence
    undo_id: int
    covers: Mapping[str | None, int] = field(default_factory=dict)
    uncovered: Sequence[str] = ()
    staying: Sequence[FollowUpItem] = ()


@dataclass(frozen=True)
class Meanwhile:
    """What happened while somebody was away. `done`: what was done for them, by whom; `lapsed`: what ended undone.

    `alerts` came of their customers, `open_alerts` of those are still to put right; `lines` are theirs again, and so
    is `in_digest`, which their digest shows at the same hour.
    """

    absence: Absence
    done: Mapping[str, Sequence[FollowUpItem]]
    lapsed: Sequence[FollowUpItem]
    alerts: int
    open_alerts: int
    lines: Sequence[FollowUpItem]
    in_digest: Sequence[FollowUpItem] = ()


def check_days(first: date, back_on: date, today: date) -> None:
    """Raise NotUnderstoodError where nobody can be away on these days."""
    if back_on <= today:
        raise NotUnderstoodError(say("That is over already. Please give a day to come."), field="back_on")
    if first < today:
        raise NotUnderstoodError(say("That day is past. Please give today or a later day."), field="first")
    if back_on <= first:
        raise NotUnderstoodError(say("That ends before it begins. Please check both days."), field="back_on")
    if first - today > FURTHEST:
        raise NotUnderstoodError(say("That is more than a year ahead. Please check the year."), field="first")
    if back_on - first > LONGEST:
        raise NotUnderstoodError(
            say(
                "That is more than half a year. For so long somebody else should look after your customers: "
                "`/rapport handover`."
            ),
            field="back_on",
        )


def covered(followup: FollowUp, absent: str, taker: str | None, now: datetime) -> FollowUp:
    """Done by somebody else while its assignee is away; by whoever takes it where nobody covers."""
    check_open(followup)
    owner = followup.cover_for or absent
    assigned_at = now if taker else None
    return replace(followup, assignee=taker, assigned_at=assigned_at, cover_for=None if taker == owner else owner)


def given_back(followup: FollowUp, at: datetime) -> FollowUp:
    """Again with whose it is, who has it since then."""
    check_open(followup)
    return replace(followup, assignee=followup.cover_for, assigned_at=at, cover_for=None)


def given_for_good(followup: FollowUp, giver: str, taker: str, now: datetime) -> FollowUp:
    """Handed over, also while others cover for whoever hands it over: they will not get it back."""
    after = followup if followup.assignee == taker else assign(followup, taker, now)
    return replace(after, cover_for=None) if followup.cover_for == giver else after


def overlapping(absence: Absence, others: Iterable[Absence]) -> list[Absence]:
    """Those of somebody's other absences of which this one has at least a day, or that it directly follows."""
    return [one for one in others if one.first <= absence.back_on and absence.first <= one.back_on]


def put_together(absence: Absence, before: Iterable[Absence], today: date) -> Absence:
    """The new one as it counts: one that has begun goes on with the new end, so that nothing is covered anew."""
    begun = [one.first for one in before if one.first <= today and absence.first <= today]
    return replace(absence, first=min([absence.first, *begun]))


def needs_cover(followup: FollowUp, absence: Absence, reader: Reader) -> bool:
    """Whether an open follow-up of somebody away is to be done before they are there again, and now is the time.

    `reader`: who covers, for whom it is a matter of today then, or the team. What has a deadline before they are back
    is covered at once: the clock runs. What is still in time once they are back waits for them (a renewal in 90 days),
    and so does, for a few days, what was late before they went (`stays`).
    """
    if not followup.is_open or is_put_off(followup, reader):
        return False
    if followup.deadline and _runs(followup):
        return followup.deadline < absence.back_at
    if first_day(followup, reader.working_hours) > reader.today:
        return False
    return last_day(followup, reader.working_hours) < absence.back_on and not stays(followup, absence, reader)


def stays(followup: FollowUp, absence: Absence, reader: Reader) -> bool:
    """Whether it was late before somebody went for a few days: a day off must not empty a list onto others.

    What the customer was promised cannot wait all the same, nor can birthdays, which end by themselves.
    """
    cannot_wait = followup.promised_on or followup.kind is FollowUpKind.BIRTHDAY or _runs(followup)
    was_late = last_day(followup, reader.working_hours) < absence.first
    return was_late and absence.back_on - absence.first <= SHORT and not cannot_wait


def _runs(followup: FollowUp) -> bool:
    """Whether there is a deadline whose clock runs."""
    return followup.deadline is not None and not followup.is_answered


def returns_on(absence: Absence, working_hours: WorkingHours) -> date:
    """The first working day on which they are there again."""
    day = absence.back_on
    return day if working_hours.is_working_day(day) else working_hours.next_working_day(day)
