"""Churn risks: customers who may leave us, each told once to whoever looks after them.

One begins when their health has a cause for it (bot/domain/health.py) and is over when it has none any more. Within
AGAIN_AFTER it is the same one that goes on, and nobody is told a second time.
"""

from dataclasses import dataclass
from datetime import date, timedelta

AGAIN_AFTER = timedelta(days=30)
"""One that was over for longer is a new one: red for a day less is no news to whoever knows already."""

MOST_A_DAY = 3
"""So many are told to one person on one day, the weightiest first; the others on the days after."""


@dataclass(frozen=True)
class ChurnRisk:
    """One of them. `told_on`: the day on which somebody was told, or from which on nobody is to be."""

    id: int
    customer_id: int
    began_on: date
    told_on: date | None = None
    ended_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether they still may leave."""
        return self.ended_on is None

    def goes_on(self, today: date) -> bool:
        """Whether a risk of today is this one."""
        return self.ended_on is None or today - self.ended_on <= AGAIN_AFTER
