"""A span of days that figures are of, and those it is compared with. Days are the team's own, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta

FOUR_WEEKS = 28


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
    def before(self) -> "Span":
        """As many days right before it."""
        return Span.ending(self.first - timedelta(days=1), self.days)

    @property
    def four_weeks_before(self) -> "Span":
        """The four weeks right before it: what is usual."""
        return Span.ending(self.first - timedelta(days=1), FOUR_WEEKS)

    def each_day(self) -> list[date]:
        """All of them."""
        return [self.first + timedelta(days=step) for step in range(self.days)]
