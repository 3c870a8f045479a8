"""A customer with what a list shows of them: a line of a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer


@dataclass(frozen=True)
class CustomerItem:
    """One line. `last_touch` is the day on which somebody was last in touch with them."""

    customer: Customer
    last_touch: date | None
    caretaker: Caretaker


PAGE = 10
"""Customers on one page of a list; each is one block with its button."""


@dataclass(frozen=True)
class CustomerPage:
    """One page, counted from 1, of the customers that fit `chosen` (tag, stage, tier, owner); `total` fit in all."""

    chosen: Mapping[str, str]
    number: int
    items: Sequence[CustomerItem]
    total: int

    @property
    def is_last(self) -> bool:
        """Whether no page comes after it."""
        return self.number * PAGE >= self.total
