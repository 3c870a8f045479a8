"""The backups that a workspace went back to, and the ids of rows that it does not have since.

An id is never given out twice, because a button in Slack that holds it may be years old: after a restore every table
goes on beyond what the backup, the replaced file and the time in milliseconds say. The time alone is enough where that
file is lost, on another machine, or when it was not the latest: nobody gives out 1,000 ids a second for as long as it
takes to be ahead of the time.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from sqlite3 import Connection, Row

from bot.domain.restored import Lost, Restored
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

NUMBERED = (
    *("customers", "details", "touchpoints", "followups", "outbox", "audit", "kept_lines"),
    *("custom_fields", "life", "lists", "imports", "merges", "forgettings", "absences"),
    *("playbooks", "playbook_runs", "templates", "mails", "scribbles"),
    *("reactions", "themes", "surveys", "survey_counters", "counter_answers"),
)
"""The tables whose ids stand in buttons, forms and messages; AUTOINCREMENT, https://sqlite.org/autoinc.html."""


def highest(file: Connection | UnitOfWork) -> dict[str, int]:
    """By table the highest id that a file knows to have been given out, whichever version of Rapport wrote it."""
    tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
    given = dict(file.execute("SELECT name, seq FROM sqlite_sequence")) if "sqlite_sequence" in tables else {}
    held = {
        name: file.execute(f"SELECT max(id) FROM {name}").fetchone()[0]  # noqa: S608  # our own names
        for name in NUMBERED
        if name in tables
    }
    return {name: max(given.get(name) or 0, held.get(name) or 0) for name in NUMBERED}


def note(
    uow: UnitOfWork, *, now: datetime, backup_at: datetime, lost: Lost | None, given_out: Mapping[str, int]
) -> int:
    """Note that the database went back to a backup, which it holds now; its id.

    `given_out`: by table the highest id of the file that it replaces, as far as that is known.
    """
    restore_id = uow.insert(
        "INSERT INTO restores (at, backup_at, lost) VALUES (?, ?, ?)",
        (instant_text(now), instant_text(backup_at), json.dumps(asdict(lost)) if lost else None),
    )
    for name, known in highest(uow).items():
        beyond = max(known, given_out.get(name, 0), int(now.timestamp() * 1000))
        uow.execute("INSERT INTO lost_ids VALUES (?, ?, ?, ?)", (restore_id, name, known, beyond))
        uow.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        uow.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, beyond))
    return restore_id


def without(uow: UnitOfWork, name: str, row_id: int) -> Restored | None:
    """The backup in which a row is missing because it came later; None: it is not in the table for another reason."""
    row = uow.row(
        "SELECT r.* FROM lost_ids AS l JOIN restores AS r ON r.id = l.restore_id"
        " WHERE l.name = ? AND l.above < ? AND l.up_to >= ? ORDER BY r.id DESC LIMIT 1",
        (name, row_id, row_id),
    )
    return _restored(row) if row else None


def get(uow: UnitOfWork, restore_id: int) -> Restored | None:
    """One of them."""
    row = uow.row("SELECT * FROM restores WHERE id = ?", (restore_id,))
    return _restored(row) if row else None


def last_at(uow: UnitOfWork) -> datetime | None:
    """When this database was last brought back; what was due before may have been sent then."""
    row = uow.row("SELECT max(at) AS at FROM restores")
    return instant(row["at"]) if row else None


def untold(uow: UnitOfWork) -> Restored | None:
    """The latest, where the leads do not know of it yet. Asked every minute."""
    row = uow.row("SELECT * FROM restores WHERE told_at IS NULL ORDER BY id DESC LIMIT 1")
    return _restored(row) if row else None


def told(uow: UnitOfWork, now: datetime) -> None:
    """The leads know of it."""
    uow.execute("UPDATE restores SET told_at = ? WHERE told_at IS NULL", (instant_text(now),))


def _restored(row: Row) -> Restored:
    lost = Lost(**json.loads(row["lost"])) if row["lost"] else None
    return Restored(row["id"], instant(row["at"]), instant(row["backup_at"]), lost)
