"""Segments kept under a name, and how many were in them (bot/domain/saved_list.py)."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from bot.domain.folding import fold
from bot.domain.saved_list import SavedList
from bot.domain.segment import Segment, Sorting
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant_text


def add(uow: UnitOfWork, saved: SavedList, now: datetime) -> int:
    """Store a new list and give its id."""
    return uow.insert(
        "INSERT INTO lists (name, folded, segment, sorting, made_by, is_shared, version, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
        (*_values(saved), instant_text(now)),
    )


def update(uow: UnitOfWork, saved: SavedList) -> None:
    """Store everything of a list as it is now: another version of it."""
    uow.execute(
        "UPDATE lists SET name = ?, folded = ?, segment = ?, sorting = ?, made_by = ?, is_shared = ?,"
        " version = version + 1 WHERE id = ?",
        (*_values(saved), saved.id),
    )


def set_removed(uow: UnitOfWork, list_id: int, at: datetime | None) -> None:
    """Take a list out of sight, or (None) back. Its counts are kept."""
    uow.execute(
        "UPDATE lists SET removed_at = ?, version = version + 1 WHERE id = ?",
        (instant_text(at) if at else None, list_id),
    )


def get(uow: UnitOfWork, list_id: int) -> SavedList | None:
    """One list with its counts, unless removed."""
    return next(iter(_read(uow, uow.rows("SELECT * FROM lists WHERE id = ? AND removed_at IS NULL", (list_id,)))), None)


def all_of(uow: UnitOfWork) -> list[SavedList]:
    """Every list of everybody, by name. For the count of each day."""
    return _read(uow, uow.rows("SELECT * FROM lists WHERE removed_at IS NULL ORDER BY folded, id"))


def seen_by(uow: UnitOfWork, person: str) -> list[SavedList]:
    """The lists of the team and this person's own, by name, with their counts."""
    where = "removed_at IS NULL AND (is_shared = 1 OR made_by = ?)"
    return _read(uow, uow.rows(f"SELECT * FROM lists WHERE {where} ORDER BY folded, id", (person,)))  # noqa: S608  # ours


def called(uow: UnitOfWork, person: str, name: str) -> list[SavedList]:
    """Those of them with this name, but for case and accents; the person's own first."""
    rows = uow.rows(
        "SELECT * FROM lists WHERE folded = ? AND removed_at IS NULL AND (is_shared = 1 OR made_by = ?)"
        " ORDER BY is_shared, id",
        (fold(name), person),
    )
    return _read(uow, rows)


def without_count(uow: UnitOfWork, on: date) -> list[int]:
    """The lists that were not counted on this day. Asked every minute."""
    rows = uow.rows(
        "SELECT id FROM lists AS l WHERE removed_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM list_counts WHERE list_id = l.id AND day = ?) ORDER BY id",
        (day_text(on),),
    )
    return [row["id"] for row in rows]


def put_count(uow: UnitOfWork, list_id: int, on: date, customers: int) -> None:
    """Keep how many were in a list on a day; the first count of it stays."""
    uow.execute(
        "INSERT INTO list_counts (list_id, day, customers) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (list_id, day_text(on), customers),
    )


def forget_counts(uow: UnitOfWork, list_id: int) -> None:
    """A list asks for others now: what was counted before says nothing of them."""
    uow.execute("DELETE FROM list_counts WHERE list_id = ?", (list_id,))


def forget_counts_before(uow: UnitOfWork, on: date) -> None:
    """Drop what was counted longer ago than it is kept."""
    uow.execute("DELETE FROM list_counts WHERE day < ?", (day_text(on),))


def _values(saved: SavedList) -> tuple[object, ...]:
    return (
        *(saved.name, fold(saved.name), saved.segment.text, saved.sorting.value, saved.made_by),
        int(saved.is_shared),
    )


def _read(uow: UnitOfWork, rows: Iterable[sqlite3.Row]) -> list[SavedList]:
    found = list(rows)
    counts = _counts(uow, (row["id"] for row in found))
    return [
        SavedList(
            row["id"],
            row["name"],
            Segment.from_text(row["segment"]),
            row["made_by"],
            bool(row["is_shared"]),
            Sorting(row["sorting"]),
            row["version"],
            counts.get(row["id"], {}),
        )
        for row in found
    ]


def _counts(uow: UnitOfWork, ids: Iterable[int]) -> Mapping[int, dict[date, int]]:
    counts: dict[int, dict[date, int]] = {}
    for portion in portions(ids):
        where, parameters = one_of("list_id", portion)
        for row in uow.rows(f"SELECT list_id, day, customers FROM list_counts WHERE {where}", parameters):  # noqa: S608  # question marks
            counts.setdefault(row["list_id"], {})[day(row["day"])] = row["customers"]
    return counts
