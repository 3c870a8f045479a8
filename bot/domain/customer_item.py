"""A customer with what a list shows of them, and a page of such a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.carried import row_id
from bot.domain.custom_fields import CustomField
from bot.domain.customers import Customer
from bot.domain.errors import OutdatedError
from bot.domain.saved_list import SavedList
from bot.domain.segment import Segment, Sorting

PAGE = 40
"""Customers on one page of a list: with the longest names they stay below what a message holds (bot/views/size.py)."""


@dataclass(frozen=True)
class CustomerItem:
    """One line. `last_touch` is the day on which somebody was last in touch with them."""

    customer: Customer
    last_touch: date | None
    caretaker: Caretaker


@dataclass(frozen=True)
class ListPlace:
    """Where somebody is in which list: the id under which its segment is kept, the page from 1, the order.

    `list_id`: the saved list that it began with; 0: none. As text it travels in buttons; nothing in it is trusted.
    """

    kept_id: int
    page: int = 1
    sorting: Sorting = Sorting.NAME
    list_id: int = 0

    def __str__(self) -> str:
        """Such as "17:2:touch:0"."""
        return f"{self.kept_id}:{self.page}:{self.sorting.value}:{self.list_id}"

    @classmethod
    def read(cls, text: str) -> "ListPlace":
        """The place in a button's value. Raises OutdatedError."""
        kept, page, sorting, saved = (*text.split(":"), "", "", "", "")[:4]
        if sorting not in [one.value for one in Sorting]:
            raise OutdatedError
        return cls(row_id(kept), row_id(page), Sorting(sorting), row_id(saved))

    def at(self, page: int) -> "ListPlace":
        """Another page of the same list."""
        return replace(self, page=page)


@dataclass(frozen=True)
class CustomerPage:
    """One page of the customers in a segment; `total` are in all. `fields` are the team's own, for its words.

    `saved`: the saved list that it is, perhaps changed since it was opened; `may_change`: by the one who looks.
    `hints`: where nobody is in it, what its words may mean.
    """

    segment: Segment
    place: ListPlace
    items: Sequence[CustomerItem]
    total: int
    fields: Sequence[CustomField] = ()
    saved: SavedList | None = None
    currency: str = ""
    may_change: bool = False
    hints: Sequence[str] = ()

    @property
    def first(self) -> int:
        """The number of its first line."""
        return (self.place.page - 1) * PAGE + 1

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.total // PAGE))

    @property
    def is_changed(self) -> bool:
        """Whether it asks for others than the saved list that it began with."""
        return self.saved is not None and self.saved.segment != self.segment

    @property
    def is_to_save(self) -> bool:
        """Whether it asks for others than that list, or has another order."""
        return self.is_changed or (self.saved is not None and self.saved.sorting is not self.place.sorting)
