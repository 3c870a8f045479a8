"""One page of all contacts with a customer, from the latest to the very first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.customers import Customer
from bot.domain.mood import Label
from bot.domain.reader import Reader
from bot.domain.touchpoints import Touchpoint

PAGE = 10


@dataclass(frozen=True)
class TouchMark:
    """Where a page ends: the day and id of its last touch. The next page has those before it in this order."""

    on: date
    id: int

    def __str__(self) -> str:
        """Such as "2026-11-20:17"."""
        return f"{self.on}:{self.id}"


@dataclass(frozen=True)
class TouchPage:
    """The touches of a page, the latest first, of `total`. `older`: where the next page begins, None at the end.

    `labels`: what people called the moods of some, by the touch's id.
    """

    customer: Customer
    touches: tuple[Touchpoint, ...]
    total: int
    reader: Reader
    older: TouchMark | None
    is_first: bool
    labels: Mapping[int, Label] = field(default_factory=dict)

    def mood(self, touch: Touchpoint) -> Label:
        """How it felt: as somebody called it, else as it was scored."""
        return self.labels.get(touch.id, touch.mood.label)
