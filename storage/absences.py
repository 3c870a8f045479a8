"""Who of the team is away, and when they are there again."""

from collections.abc import Collection
from datetime import datetime
from sqlite3 import Row

from bot.domain.away import Absence
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant, instant_text

_SELECT = "SELECT a.*, p.tz FROM absences AS a LEFT JOIN people AS p ON p.id = a.person"


def add(uow: UnitOfWork, absence: Absence) -> int:
    """Store a new one and give its id."""
    return uow.insert(
        "INSERT INTO absences (person, first, back_on, set_by, set_at) VALUES (?, ?, ?, ?, ?)",
        (
            *(absence.person, day_text(absence.first), day_text(absence.back_on)),
            *(absence.set_by, instant_text(absence.set_at)),
        ),
    )


def get(uow: UnitOfWork, absence_id: int) -> Absence | None:
    """One of them, also one that is over."""
    row = uow.row(f"{_SELECT} WHERE a.id = ?", (absence_id,))
    return _absence(row) if row else None


def standing(uow: UnitOfWork) -> list[Absence]:
    """Those that are not over, of everybody; also those to come."""
    return [_absence(row) for row in uow.rows(f"{_SELECT} WHERE a.ended_at IS NULL ORDER BY a.first, a.id")]


def of_person(uow: UnitOfWork, person: str) -> list[Absence]:
    """The same of one person."""
    rows = uow.rows(f"{_SELECT} WHERE a.ended_at IS NULL AND a.person = ? ORDER BY a.first, a.id", (person,))
    return [_absence(row) for row in rows]


def touching(uow: UnitOfWork, absence: Absence) -> list[int]:
    """The ids of an absence and of those of the same person, over or taken back, that it overlaps or follows."""
    rows = uow.rows(
        "SELECT id FROM absences WHERE person = ? AND first <= ? AND back_on >= ? ORDER BY id",
        (absence.person, day_text(absence.back_on), day_text(absence.first)),
    )
    return [row["id"] for row in rows]


def begin(uow: UnitOfWork, absence_id: int, now: datetime) -> None:
    """What comes due is covered from now on."""
    uow.execute("UPDATE absences SET begun_at = ? WHERE id = ?", (instant_text(now), absence_id))


def end(uow: UnitOfWork, ids: Collection[int], now: datetime) -> None:
    """They are over, or taken back."""
    where, parameters = one_of("id", ids)
    uow.execute(f"UPDATE absences SET ended_at = ? WHERE {where}", (instant_text(now), *parameters))  # noqa: S608  # question marks


def go_on(uow: UnitOfWork, ids: Collection[int]) -> None:
    """They are not over after all."""
    where, parameters = one_of("id", ids)
    uow.execute(f"UPDATE absences SET ended_at = NULL WHERE {where}", parameters)  # noqa: S608  # question marks


def _absence(row: Row) -> Absence:
    plain = {name: row[name] for name in ("id", "person", "set_by")}
    return Absence(
        **plain,
        first=day(row["first"]),
        back_on=day(row["back_on"]),
        set_at=instant(row["set_at"]),
        tz=row["tz"] or "UTC",
        begun_at=instant(row["begun_at"]),
        ended_at=instant(row["ended_at"]),
    )
