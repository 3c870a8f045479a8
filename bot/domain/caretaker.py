"""Who looks after a customer now: the owner, the backup owner, else the default owner; never who has left the team.

While they are away, the next of these covers for them. Where there is none of them, the team looks after the customer:
what is to be done goes to its channel (product.md, section 5: "People leave").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


class LookedAfter(Protocol):
    """Whoever has an owner and a backup owner: a customer, or what is known of one."""

    @property
    def owner(self) -> str | None:
        """Whose customer it is."""

    @property
    def backup_owner(self) -> str | None:
        """Who is next."""


@dataclass(frozen=True)
class Caretaker:
    """Who looks after a customer; `id` None: nobody in particular.

    `stands_in_for` is the named owner who has left the team (`is_guest`: and is a guest now). `backup` would be next.
    `back_on`: they are away until that day, and `cover` does what comes due (None: the team).
    """

    id: str | None
    stands_in_for: str | None = None
    backup: str | None = None
    is_guest: bool = False
    back_on: date | None = None
    cover: str | None = None

    @property
    def acting(self) -> str | None:
        """Who does what comes due now."""
        return self.cover if self.back_on else self.id


@dataclass(frozen=True)
class Caretakers:
    """The rule, with what it needs to know: the workspace's default owner, and who is not of the team.

    `guests` are those of `gone` who are guests now.
    `gone` are those whom Slack calls deactivated, a guest, a stranger or a bot. Who was not looked up yet counts as one
    of the team: that happens within a minute (jobs/people.py). `away`: who is away now -> the day they are back.
    """

    default_owner: str | None
    gone: frozenset[str]
    guests: frozenset[str] = frozenset()
    away: Mapping[str, date] = field(default_factory=dict)

    def of(self, customer: LookedAfter) -> Caretaker:
        """Who looks after this customer."""
        able = list(dict.fromkeys(one for one in self._chain(customer) if one and one not in self.gone))
        left = customer.owner if customer.owner in self.gone else None
        backup = able[1] if len(able) > 1 and able[1] == customer.backup_owner else None
        first = able[0] if able else None
        cover = next((one for one in able if one not in self.away), None) if first in self.away else None
        return Caretaker(first, left, backup, left in self.guests, self.away.get(first or ""), cover)

    def _chain(self, customer: LookedAfter) -> tuple[str | None, ...]:
        return (customer.owner, customer.backup_owner, self.default_owner)
