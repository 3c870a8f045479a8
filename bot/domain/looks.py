"""Who looked at which customer, and gave out, exported or erased what: for those who answer for customers' data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.forgetting import ERASED, FORGOTTEN, GIVEN, TAKEN_BACK

KEPT = timedelta(days=366)
"""So long it is kept who opened a card."""

PAGE = 15

OPENED = "card opened"
"""Once for each person, customer and day."""

EXPORTED = "customers exported"

WATCHED = (FORGOTTEN, TAKEN_BACK, ERASED, GIVEN, EXPORTED)
"""The entries of the audit log that are shown beside it."""


@dataclass(frozen=True)
class Look:
    """What somebody (`person`, an id) did when. `customer_id` None: with many. `name`: None where they are erased."""

    at: datetime
    person: str
    what: str
    customer_id: int | None
    name: str | None = None


@dataclass(frozen=True)
class About:
    """Whose looks are listed: at one customer, of one person, or all."""

    customer_id: int | None = None
    person: str | None = None

    def __str__(self) -> str:
        """As it stands in a button."""
        return f"c{self.customer_id}" if self.customer_id else f"p{self.person}" if self.person else "all"


@dataclass(frozen=True)
class Looks:
    """A page of them, newest first. `page` counts from 1."""

    about: About
    found: Sequence[Look]
    page: int
    has_more: bool
