"""One page of what was changed about a customer, from the latest change to the very first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.customers import Customer
from bot.domain.reader import Reader

PAGE = 10


@dataclass(frozen=True)
class Change:
    """One entry of the audit log. `action` is as there ("customer edited"); `about` are the words of what it changed.

    `before` and `after`: the customer, where their own fields were changed.
    """

    id: int
    at: datetime
    by: str
    action: str
    about: str = ""
    before: Customer | None = None
    after: Customer | None = None
    undone_by: str | None = None


@dataclass(frozen=True)
class History:
    """The changes of a page, the latest first. `older`: the id before which the next page begins, None at the end.

    `fields`: id and name of the team's own fields, also of those it has no more. `customers`: id and name of whoever
    is or was said to have referred them.
    """

    customer: Customer
    changes: tuple[Change, ...]
    reader: Reader
    older: int | None
    is_first: bool
    currency: str = ""
    fields: Mapping[int, str] = field(default_factory=dict)
    customers: Mapping[int, str] = field(default_factory=dict)
