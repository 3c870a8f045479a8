"""A span of days that figures are of, and those it is compared with. Days are the team's own, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta

FOUR_WEEKS = 28
_YEAR = timedelta(weeks=52)


@dataclass(frozen=True)
class Span:
    """From the first day to the last. Raises ValueError where it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A span ends before it begins.")

    @classmethod
    def ending(cls, last: date, days: int) -> "Span":
        """So many days, of which this is the last."""
        return cls(last - timedelta(days=days - 1), last)

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def four_weeks_before(self) -> "Span":
        """The four weeks right before it: what is usual."""
        return Span.ending(self.first - timedelta(days=1), FOUR_WEEKS)

    @property
    def a_year_before(self) -> "Span":
        """The same weeks of the year before: as many days, each of the same day of the week."""
        return Span(self.first - _YEAR, self.last - _YEAR)

    def each_day(self) -> list[date]:
        """All of them."""
        return [self.first + timedelta(days=step) for step in range(self.days)]
