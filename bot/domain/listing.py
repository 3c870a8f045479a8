"""A list of follow-ups that somebody looks at: which one, and which page of it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.customers import Customer
from bot.domain.followups import FollowUpItem
from bot.domain.reader import Reader

FIRST_FEW = 5
"""So many lines of a list are shown before somebody asks for all of it (product.md section 3: lists are capped)."""

PAGE = 10
"""Lines of a page: with two blocks each, a heading, an outcome and the way on they stay far below Slack's 50."""

CARD = "card"
"""Name of the place where a customer's follow-ups stand on their card."""


@dataclass(frozen=True)
class Listing:
    """One list by its name; `about` whom, where it is a person's or a customer's. Page 0 is the first few lines.

    As text it travels in block ids and button values, so that a click finds the list it was made in. Nothing in it is
    trusted: a page that is not there is another one, and what somebody may see does not depend on it.
    """

    name: str
    about: str = ""
    page: int = 0

    def __str__(self) -> str:
        """Such as "mine::2"."""
        return f"{self.name}:{self.about}:{self.page}"

    @classmethod
    def read(cls, text: str) -> "Listing | None":
        """The listing at the beginning of a block id or in a value; None where there is none."""
        parts = text.partition("|")[0].split(":")
        if len(parts) != 3 or not parts[2].isdecimal():  # noqa: PLR2004  # name, about, page
            return None
        return cls(parts[0], parts[1], int(parts[2][:6]))

    def at(self, page: int) -> "Listing":
        """Another page of the same list."""
        return replace(self, page=page)


@dataclass(frozen=True)
class Listed:
    """What one page of a list shows. `total` is how many there are on all of them; `customer` whose list it is.

    `back_on`: when the person whose list it is will be there again, where they are away.
    """

    listing: Listing
    items: list[FollowUpItem]
    total: int
    reader: Reader
    customer: Customer | None = None
    back_on: date | None = None

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The number of the first line shown, counted from 1."""
        return max(self.listing.page - 1, 0) * PAGE + 1
