"""A segment kept under a name: somebody's own, or shared with the team; and how many were in it day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.segment import Segment, Sorting

NAME_LENGTH = 60
"""The longest name of a list, in characters."""

MOST_LISTS = 100
"""So many lists one person sees at most: those of the team, and their own."""

WEEK = timedelta(days=7)
COUNTS_KEPT = timedelta(days=366)
"""How long counts are kept: a year, so that the same day of last year can be seen."""


@dataclass(frozen=True)
class SavedList:
    """One of them. `version` goes up with every change. `counts`: by the team's local day how many were in it."""

    id: int
    name: str
    segment: Segment
    made_by: str
    is_shared: bool = False
    sorting: Sorting = Sorting.NAME
    version: int = 1
    counts: Mapping[date, int] | None = None

    def is_for(self, person: str) -> bool:
        """Whether this person sees it."""
        return self.is_shared or self.made_by == person

    def count_before(self, today: date, ago: timedelta = WEEK) -> int | None:
        """How many were in it so long ago: on that day, or on the last one before it within as long again."""
        counts = self.counts or {}
        days = [day for day in counts if today - 2 * ago < day <= today - ago]
        return counts[max(days)] if days else None
