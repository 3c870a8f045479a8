"""The words of touchpoints, of details, and of what stands in the team's own fields, so that they are found.

A row is kept under the id of what it is of, not of whose: customers who are merged need no row written anew. It goes
with what it is of; what was undone or forgotten stays, and is left out when it is looked for.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.passages import AS_OF_NOW, Groups, PassageMark, Term, beginnings, slips, words_of
from storage import many
from storage.database import UnitOfWork
from storage.instants import day_text, instant_text

LOOKED_THROUGH = 300
"""Passages whose words are compared with a mistyped one."""

ADDING = "INSERT INTO passages (touchpoint_id, detail_id, values_of, said_at, words) VALUES (?, ?, ?, ?, ?)"

Row = tuple[int | None, int | None, int | None, str, str]


@dataclass(frozen=True)
class Found:
    """A passage by what it is of: one of the three ids. `left`: so many there are from the first of the page on."""

    mark: PassageMark
    customer_id: int
    touchpoint_id: int | None
    detail_id: int | None
    left: int

    @property
    def is_values(self) -> bool:
        """Whether it is what stands in the team's own fields."""
        return not (self.touchpoint_id or self.detail_id)


def put_touchpoint(uow: UnitOfWork, touchpoint_id: int, text: str, on: date) -> None:
    """Have the words of a touchpoint found, in place of those it had. An empty text has none."""
    uow.execute("DELETE FROM passages WHERE touchpoint_id = ?", (touchpoint_id,))
    _put(uow, (touchpoint_id, None, None, day_text(on) or "", text))


def put_detail(uow: UnitOfWork, detail_id: int, text: str, at: datetime) -> None:
    """The same of a detail."""
    uow.execute("DELETE FROM passages WHERE detail_id = ?", (detail_id,))
    _put(uow, (None, detail_id, None, instant_text(at) or "", text))


def put_values(uow: UnitOfWork, customer_id: int, values: Iterable[str]) -> None:
    """The same of all that stands in the team's own fields of a customer."""
    uow.execute("DELETE FROM passages WHERE values_of = ?", (customer_id,))
    _put(uow, (None, None, customer_id, AS_OF_NOW, " ".join(values)))


def add_values(uow: UnitOfWork, values: Iterable[tuple[int, str]]) -> None:
    """The same of many new customers, given as (customer, value), by as few statements as go."""
    many.insert(
        uow,
        "passages (touchpoint_id, detail_id, values_of, said_at, words)",
        "(?, ?, ?, ?, ?)",
        rows_of((), (), values),
    )


def find(uow: UnitOfWork, groups: Groups, mark: PassageMark | None, limit: int) -> list[Found]:
    """Where one term of each group stands, the newest first, from this mark on."""
    fits, parameters = uow.full_text.in_passages(uow, groups)
    after = mark or PassageMark("A", 0)  # after every day
    rows = uow.rows(
        "SELECT p.id, p.touchpoint_id, p.detail_id, p.said_at, c.id AS customer_id, count(*) OVER () AS n"  # noqa: S608  # ours
        " FROM passages p LEFT JOIN touchpoints t ON t.id = p.touchpoint_id LEFT JOIN details d ON d.id = p.detail_id"
        " JOIN customers c ON c.id = coalesce(t.customer_id, d.customer_id, p.values_of)"
        f" WHERE {fits} AND c.removed_at IS NULL AND t.undone_at IS NULL AND d.removed_at IS NULL"
        " AND (substr(p.said_at, 1, 10) < ? OR (substr(p.said_at, 1, 10) = ? AND p.id < ?))"
        " ORDER BY substr(p.said_at, 1, 10) DESC, p.id DESC LIMIT ?",
        (*parameters, after.said_at, after.said_at, after.id, limit),
    )
    return [_found(row) for row in rows]


def near(uow: UnitOfWork, word: str) -> list[str]:
    """Words there are, one slip of the keyboard away or two, the nearest first."""
    allowed = slips(word)
    if not allowed:
        return []
    meant = tuple(Term(begun, is_begun=True) for begun in beginnings(word))
    fits, parameters = uow.full_text.in_passages(uow, (meant,))
    rows = uow.rows(f"SELECT p.words FROM passages p WHERE {fits} LIMIT {LOOKED_THROUGH}", parameters)  # noqa: S608  # ours
    known = sorted({other for row in rows for other in row["words"].split()} - {word})
    return [found for found, _, _ in process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=5)]


def rows_of(
    touchpoints: Iterable[tuple[int, str, str]],
    details: Iterable[tuple[int, str, str]],
    values: Iterable[tuple[int, str]],
) -> Iterator[Row]:
    """Rows for what was there before there were any.

    Touchpoints and details as (id, text, day), values as (customer, value), those of one customer one after the other.
    """
    yield from (row for found, text, on in touchpoints for row in _row((found, None, None, on, text)))
    yield from (row for found, text, at in details for row in _row((None, found, None, at, text)))
    by_customer: dict[int, list[str]] = {}
    for customer_id, value in values:
        by_customer.setdefault(customer_id, []).append(value)
    for customer_id, said in by_customer.items():
        yield from _row((None, None, customer_id, AS_OF_NOW, " ".join(said)))


def _put(uow: UnitOfWork, said: Row) -> None:
    for row in _row(said):
        uow.execute(ADDING, row)


def _row(said: Row) -> list[Row]:
    """The row of a text; of one without words none."""
    touchpoint_id, detail_id, values_of, said_at, text = said
    words = " ".join(words_of(text))
    return [(touchpoint_id, detail_id, values_of, said_at, words)] if words else []


def _found(row: sqlite3.Row) -> Found:
    mark = PassageMark(row["said_at"], row["id"])
    return Found(mark, row["customer_id"], row["touchpoint_id"], row["detail_id"], row["n"])
