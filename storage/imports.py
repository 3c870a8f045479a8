"""Files of customers that were given in Slack (bot/domain/given_file.py)."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from sqlite3 import Row

from bot.domain.given_file import GivenFile, State
from bot.domain.imported import Counts
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def add(uow: UnitOfWork, person: str, slack_file: str, name: str, now: datetime) -> int:
    """Note that somebody gave a file, and give the id of that."""
    return uow.insert(
        "INSERT INTO imports (person, slack_file, name, chosen, locale, replaces, state, counts, error, given_at)"
        " VALUES (?, ?, ?, '{}', '', 0, ?, '{}', '', ?)",
        (person, slack_file, name, State.GIVEN, instant_text(now)),
    )


def get(uow: UnitOfWork, import_id: int) -> GivenFile | None:
    """One of them."""
    row = uow.row("SELECT * FROM imports WHERE id = ?", (import_id,))
    return _given(row) if row else None


def choose(uow: UnitOfWork, import_id: int, chosen: Mapping[int, str], locale: str, *, replaces: bool) -> None:
    """Note how a file is to be read that was given and is not imported yet."""
    uow.execute(
        "UPDATE imports SET chosen = ?, locale = ?, replaces = ? WHERE id = ? AND state = ?",
        (json.dumps(chosen), locale, int(replaces), import_id, State.GIVEN),
    )


def ask(uow: UnitOfWork, import_id: int, now: datetime) -> bool:
    """Have it imported. False where that was asked for already."""
    asked = uow.execute(
        "UPDATE imports SET state = ?, started_at = ? WHERE id = ? AND state = ?",
        (State.ASKED, instant_text(now), import_id, State.GIVEN),
    )
    return bool(asked.rowcount)


def end(
    uow: UnitOfWork,
    import_id: int,
    state: State,
    *,
    counts: Counts | None = None,
    audit_id: int | None = None,
    error: str = "",
) -> bool:
    """It is done, or failed. False where it had ended already."""
    ended = uow.execute(
        "UPDATE imports SET state = ?, counts = ?, audit_id = ?, error = ? WHERE id = ? AND state = ?",
        (state, json.dumps(asdict(counts or Counts())), audit_id, error, import_id, State.ASKED),
    )
    return bool(ended.rowcount)


def interrupted(uow: UnitOfWork, before: datetime) -> list[int]:
    """Those that were asked for before this and have not ended."""
    rows = uow.rows(
        "SELECT id FROM imports WHERE state = ? AND started_at < ? ORDER BY id", (State.ASKED, instant_text(before))
    )
    return [row["id"] for row in rows]


def any_before(uow: UnitOfWork, given: datetime, ended: datetime) -> bool:
    """Whether there is one to be forgotten."""
    return bool(uow.rows(f"SELECT 1 FROM imports WHERE {_OLD} LIMIT 1", _of_age(given, ended)))  # noqa: S608  # ours


def forget_before(uow: UnitOfWork, given: datetime, ended: datetime) -> None:
    """Forget those that were given before this and never imported, and those that ended and were given before that."""
    uow.execute(f"DELETE FROM imports WHERE {_OLD}", _of_age(given, ended))  # noqa: S608  # ours


_OLD = "(state = ? AND given_at < ?) OR (state IN (?, ?) AND given_at < ?)"


def _of_age(given: datetime, ended: datetime) -> tuple[str, ...]:
    return (State.GIVEN, instant_text(given), State.DONE, State.FAILED, instant_text(ended))


def _given(row: Row) -> GivenFile:
    counts = json.loads(row["counts"])
    if counts:
        counts["changes"] = tuple(map(tuple, counts["changes"]))
    return GivenFile(
        id=row["id"],
        person=row["person"],
        slack_file=row["slack_file"],
        name=row["name"],
        given_at=instant(row["given_at"]),
        chosen={int(at): option for at, option in json.loads(row["chosen"]).items()},
        locale=row["locale"],
        replaces=bool(row["replaces"]),
        state=State(row["state"]),
        counts=Counts(**counts),
        audit_id=row["audit_id"],
        error=row["error"],
        started_at=instant(row["started_at"]) if row["started_at"] else None,
    )
