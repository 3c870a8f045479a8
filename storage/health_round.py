"""How far the counting of health has come (bot/use_cases/health_rounds.py): one row."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from storage.database import UnitOfWork
from storage.instants import day, day_text, instant_text

DONE = 2**62
"""`reached` of a day on which everybody is counted."""

OF_ALL = frozenset({"setting", "audit"})
"""Subjects of entries that say of nobody in particular what they changed: a rule, or that many changes were undone."""


@dataclass(frozen=True)
class Round:
    """`day`: the one for which customers up to the id `reached` are counted. `is_first`: the first round of all.

    `entry_id`: up to this entry of the audit log the customers that were changed are counted.
    """

    day: date
    reached: int
    entry_id: int
    is_first: bool

    @property
    def is_done(self) -> bool:
        """Whether everybody is counted for its day."""
        return self.reached >= DONE


def standing(uow: UnitOfWork) -> Round | None:
    """How far it is; None: it never began."""
    row = uow.row("SELECT * FROM health_round WHERE id = 1")
    return Round(day(row["day"]) or date.min, row["reached"], row["entry_id"], bool(row["is_first"])) if row else None


def keep(uow: UnitOfWork, now: Round) -> None:
    """Note how far it is."""
    uow.execute(
        "INSERT INTO health_round (id, day, reached, entry_id, is_first) VALUES (1, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET day = excluded.day, reached = excluded.reached,"
        " entry_id = excluded.entry_id, is_first = excluded.is_first",
        (day_text(now.day), now.reached, now.entry_id, int(now.is_first)),
    )


def next_customers(uow: UnitOfWork, after: int, limit: int) -> list[int]:
    """The ids of the next customers who are there."""
    rows = uow.rows("SELECT id FROM customers WHERE id > ? AND removed_at IS NULL ORDER BY id LIMIT ?", (after, limit))
    return [row["id"] for row in rows]


@dataclass(frozen=True)
class Changes:
    """What entries of the audit log say was changed: which customers, or all of them; and up to which entry.

    `is_more`: there are entries beyond the limit.
    """

    customers: frozenset[int]
    of_all: bool
    until: int
    is_more: bool


def changes_between(uow: UnitOfWork, entry_id: int, before: datetime, limit: int) -> Changes:
    """What was changed since an entry, and before an instant."""
    rows = uow.rows(
        "SELECT id, at, customer_id, subject_kind FROM audit WHERE id > ? ORDER BY id LIMIT ?", (entry_id, limit)
    )
    found = list(takewhile(lambda row: row["at"] < instant_text(before), rows))
    return Changes(
        frozenset(row["customer_id"] for row in found if row["customer_id"] is not None),
        any(row["subject_kind"] in OF_ALL and row["customer_id"] is None for row in found),
        found[-1]["id"] if found else entry_id,
        len(found) == limit,
    )


def last_entry(uow: UnitOfWork) -> int:
    """The id of the last entry of the audit log."""
    row = uow.row("SELECT max(id) AS id FROM audit")
    return int(row["id"] or 0) if row else 0
