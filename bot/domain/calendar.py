"""Days, working hours and birthdays. Instants are aware datetimes; days are local dates of a zone (an IANA name).

An hour that comes twice means its first time; one that the clocks skip means the moment of the jump.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.errors import RapportError
from bot.domain.saying import say

LeapRule = Literal["28 Feb", "1 Mar"]
"""When a birthday of 29 February is kept in other years (product.md section 5)."""

_DAY = timedelta(days=1)
_LONGEST_BREAK = 31
"""Days one looks for the next working day; a team that is away longer has its calendar set wrongly."""


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of this IANA name; UTC where there is none such, so that a strange profile loses nobody's reminder."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; malformed; a folder of the database ("America")
        return ZoneInfo("UTC")


def local_date(now: datetime, tz: str) -> date:
    """The date on the wall of this zone."""
    return now.astimezone(zone(tz)).date()


def instant_of(day: date, at: time, tz: str) -> datetime:
    """The first instant, in UTC, at which the wall of this zone shows this day and time, or a later one."""
    wanted = datetime.combine(day, at)
    instant = wanted.replace(tzinfo=zone(tz)).astimezone(UTC)
    if _wall(instant, tz) == wanted:
        return instant
    before = wanted.replace(tzinfo=zone(tz), fold=1).astimezone(UTC)  # in a gap, fold=1 lies before the jump (PEP 495)
    seconds = range(int((instant - before).total_seconds()))
    jump = bisect_left(seconds, x=True, key=lambda passed: _wall(before + timedelta(seconds=passed), tz) >= wanted)
    return before + timedelta(seconds=jump)


def _wall(instant: datetime, tz: str) -> datetime:
    return instant.astimezone(zone(tz)).replace(tzinfo=None)


def day_exists(day: date, tz: str) -> bool:
    """Whether this zone had this day: Pacific/Apia went from 29 to 31 December 2011."""
    return local_date(instant_of(day, time(12), tz), tz) == day


@dataclass(frozen=True)
class WorkingHours:
    """When a team works: the days of the week (Monday is 0), from `start` to `end` on the wall of `zone`.

    Raises RapportError without a working day (nobody would ever be reminded) or the hours end before they start.
    """

    zone: str = "UTC"
    days: frozenset[int] = frozenset(range(5))
    start: time = time(9)
    end: time = time(17)
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.days or not self.days <= frozenset(range(7)):
            raise RapportError(say("Choose at least one working day."), field="days")
        if self.start >= self.end:
            raise RapportError(say("The working day must end after it begins."), field="end")

    def is_working_day(self, day: date) -> bool:
        """Whether the team works on this local date."""
        return day.weekday() in self.days and day not in self.holidays and day_exists(day, self.zone)

    def is_open(self, instant: datetime) -> bool:
        """Whether the team works at this instant."""
        local = _wall(instant, self.zone)
        return self.is_working_day(local.date()) and self.start <= local.time() < self.end

    def hours_of(self, day: date) -> tuple[datetime, datetime]:
        """When work begins and ends on this local date, were it a working day."""
        return instant_of(day, self.start, self.zone), instant_of(day, self.end, self.zone)

    def next_working_day(self, day: date, step: int = 1) -> date:
        """The first working day after this one, or before it with `step=-1`."""
        for distance in range(1, _LONGEST_BREAK + 1):
            other = day + timedelta(days=step * distance)
            if self.is_working_day(other):
                return other
        return day + timedelta(days=step)

    def add_hours(self, instant: datetime, hours: float) -> datetime:
        """The instant by which so many working hours have passed."""
        left = timedelta(hours=hours)
        day = self._first_day(instant)
        while True:
            opens, closes = self.hours_of(day)
            begins = max(opens, instant)
            if begins < closes and begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta())
            day = self.next_working_day(day)

    def add_days(self, instant: datetime, days: int) -> datetime:
        """The same clock time so many working days later, within the working hours.

        What comes on a day off counts as if it came when the last working day closed.
        """
        local = instant.astimezone(zone(self.zone))
        day, clock = local.date(), min(max(local.time(), self.start), self.end)
        if not self.is_working_day(day):
            day, clock = self.next_working_day(day, step=-1), self.end
        for _ in range(days):
            day = self.next_working_day(day)
        return instant_of(day, clock, self.zone)

    def _first_day(self, instant: datetime) -> date:
        """The local date of the instant, or the next working day."""
        day = local_date(instant, self.zone)
        return day if self.is_working_day(day) else self.next_working_day(day)


def birthday_in(year: int, month: int, day: int, leap: LeapRule = "28 Feb") -> date:
    """The date on which this birthday is kept in this year."""
    try:
        return date(year, month, day)
    except ValueError:
        if (month, day) != (2, 29):
            raise
        return date(year, 2, 28) if leap == "28 Feb" else date(year, 3, 1)


def next_birthday(today: date, month: int, day: int, leap: LeapRule = "28 Feb") -> date:
    """The next date on which this birthday is kept, today included."""
    this_year = birthday_in(today.year, month, day, leap)
    return this_year if this_year >= today else birthday_in(today.year + 1, month, day, leap)


def birthdays_between(first: date, last: date, month: int, day: int, leap: LeapRule = "28 Feb") -> tuple[date, ...]:
    """The dates on which this birthday is kept from the first day to the last, both included."""
    kept = (birthday_in(year, month, day, leap) for year in range(first.year, last.year + 1))
    return tuple(birthday for birthday in kept if first <= birthday <= last)


def announced_on(birthday: date, working_hours: WorkingHours) -> date:
    """The working day on which a birthday is announced: its own, else the one before."""
    return birthday if working_hours.is_working_day(birthday) else working_hours.next_working_day(birthday, step=-1)


def digest_due(now: datetime, tz: str, at: time, days: frozenset[int], holidays: frozenset[date]) -> date | None:
    """The local date whose digest is due at this instant: its clock has reached `at` and it is a working day.

    Asked every minute, it names each working day that the zone has, whatever the zone does to its clocks, and no other;
    the ledger makes that once.
    """
    here = _wall(now, tz)
    today = here.date()
    if here.time() < at:
        today -= _DAY  # only where the clock jumped over `at` into the next day
        if not day_exists(today, tz) or local_date(instant_of(today, at, tz), tz) == today:
            return None
    return today if today.weekday() in days and today not in holidays else None
