"""Whose Home tab may be open, and what it shows. Nothing of customers: ids, instants and a hash."""

import sqlite3
from datetime import datetime

from bot.domain.open_home import LATELY, OpenHome
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def of_person(uow: UnitOfWork, person: str) -> OpenHome | None:
    """What somebody's tab shows since they opened it, if they ever did."""
    row = uow.row("SELECT * FROM homes WHERE person = ?", (person,))
    return _read(row) if row else None


def keep(uow: UnitOfWork, home: OpenHome) -> None:
    """Remember how a tab was drawn for the one who opened or used it."""
    uow.execute(
        "INSERT INTO homes (person, whose, opened_at, mark, looks, turns_at, next_at, failures, answered)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person) DO UPDATE SET whose = excluded.whose,"
        " opened_at = excluded.opened_at, mark = excluded.mark, looks = excluded.looks, turns_at = excluded.turns_at,"
        " next_at = excluded.next_at, failures = excluded.failures, answered = excluded.answered",
        (
            *(home.person, home.whose, instant_text(home.opened_at), home.mark, home.looks),
            *(instant_text(home.turns_at), instant_text(home.next_at), home.failures, home.answered),
        ),
    )


def keep_drawn(uow: UnitOfWork, home: OpenHome) -> None:
    """The same after it was drawn by itself; whoever opened or used it meanwhile sees something newer."""
    uow.execute(
        "UPDATE homes SET mark = ?, looks = ?, turns_at = ?, next_at = ?, failures = ?"
        " WHERE person = ? AND opened_at = ?",
        (
            *(home.mark, home.looks, instant_text(home.turns_at), instant_text(home.next_at), home.failures),
            *(home.person, instant_text(home.opened_at)),
        ),
    )


def look_again(uow: UnitOfWork, now: datetime) -> None:
    """Something changed that the audit log has nothing of: every open tab may say something else."""
    uow.execute("UPDATE homes SET turns_at = ? WHERE opened_at > ?", (instant_text(now), instant_text(now - LATELY)))


def put_off(uow: UnitOfWork, home: OpenHome) -> None:
    """Slack did not take it: it is tried again later."""
    uow.execute(
        "UPDATE homes SET next_at = ?, failures = ? WHERE person = ? AND opened_at = ?",
        (instant_text(home.next_at), home.failures, home.person, instant_text(home.opened_at)),
    )


def let_be(uow: UnitOfWork, home: OpenHome) -> None:
    """It is not drawn by itself any more, until it is opened again."""
    uow.execute("DELETE FROM homes WHERE person = ? AND opened_at = ?", (home.person, instant_text(home.opened_at)))


def outdated(uow: UnitOfWork, now: datetime) -> list[OpenHome]:
    """Those looked at that may say something else by now, who opened it last first. Asked all the time: one look."""
    rows = uow.rows(
        "SELECT * FROM homes WHERE opened_at > ?"
        " AND (mark < (SELECT coalesce(max(id), 0) FROM audit) OR turns_at <= ?) ORDER BY opened_at DESC",
        (instant_text(now - LATELY), instant_text(now)),
    )
    return [_read(row) for row in rows]


def last_change(uow: UnitOfWork) -> int:
    """The last entry of the audit log."""
    row = uow.row("SELECT max(id) AS id FROM audit")
    return int(row["id"] or 0) if row else 0


def _read(row: sqlite3.Row) -> OpenHome:
    return OpenHome(
        row["person"],
        row["whose"],
        instant(row["opened_at"]),
        row["mark"],
        row["looks"],
        instant(row["turns_at"]),
        instant(row["next_at"]),
        row["failures"],
        row["answered"],
    )
