"""How many working hours passed between two instants, for many pairs of them: working days are looked up once."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.domain.calendar import WorkingHours


@dataclass(frozen=True)
class Worked:
    """The working days of a stretch: `opens` and `closes` in seconds since 1970, `before`: seconds worked before each.

    What lies before or after the stretch has no working hours.
    """

    opens: tuple[float, ...]
    closes: tuple[float, ...]
    before: tuple[float, ...]

    @classmethod
    def of(cls, working_hours: WorkingHours, first: date, last: date) -> "Worked":
        """From one day to another, both included."""
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        hours = [working_hours.hours_of(day) for day in days if working_hours.is_working_day(day)]
        opens = tuple(one.timestamp() for one, _ in hours)
        closes = tuple(one.timestamp() for _, one in hours)
        before, so_far = [], 0.0
        for begin, end in zip(opens, closes, strict=True):
            before.append(so_far)
            so_far += end - begin
        return cls(opens, closes, tuple(before))

    @classmethod
    def between(cls, working_hours: WorkingHours, since: datetime, until: datetime) -> "Worked":
        """Of the whole years in which these two instants lie, and a day around them."""
        return _of_years(working_hours, since.year, max(since.year, until.year))

    def hours(self, since: datetime, until: datetime) -> float:
        """Between two instants; none where the second is not later."""
        return max(0.0, self._until(until) - self._until(since)) / 3600

    def _until(self, instant: datetime) -> float:
        seconds = instant.timestamp()
        place = bisect_right(self.opens, seconds) - 1
        return self.before[place] + min(seconds, self.closes[place]) - self.opens[place] if place >= 0 else 0.0


@lru_cache(maxsize=64)
def _of_years(working_hours: WorkingHours, first: int, last: int) -> Worked:
    around = timedelta(days=1)
    return Worked.of(working_hours, date(first, 1, 1) - around, date(last, 12, 31) + around)
