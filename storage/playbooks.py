"""Playbooks (bot/domain/playbook.py): those that came with Rapport, as leads have them now, and the team's own."""

import json
from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Row
from typing import Any

from bot.domain.followups import FollowUpKind
from bot.domain.playbook import Beginning, Doer, Playbook, Step
from bot.domain.shipped_playbooks import SHIPPED
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def all_of(uow: UnitOfWork) -> list[Playbook]:
    """Those there are, in the order they came; one that no lead has changed is as it came with Rapport."""
    rows = {row["id"]: row for row in uow.rows("SELECT * FROM playbooks ORDER BY id")}
    shipped = [one for one in SHIPPED if one.id not in rows]
    kept = [_read(row) for row in rows.values() if row["removed_at"] is None]
    return sorted([*shipped, *kept], key=lambda one: one.id)


def get(uow: UnitOfWork, playbook_id: int) -> Playbook | None:
    """One of them, also one that was removed."""
    row = uow.row("SELECT * FROM playbooks WHERE id = ?", (playbook_id,))
    return _read(row) if row else next((one for one in SHIPPED if one.id == playbook_id), None)


def add(uow: UnitOfWork, book: Playbook) -> int:
    """Store a new one and give its id."""
    return uow.insert(
        "INSERT INTO playbooks (name, begins, steps, on_since, version) VALUES (?, ?, ?, ?, ?)", _values(book)
    )


def put(uow: UnitOfWork, book: Playbook, removed_at: datetime | None = None) -> None:
    """Store one as it is now."""
    uow.execute(
        "INSERT INTO playbooks (id, name, begins, steps, on_since, version, removed_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, begins = excluded.begins, steps = excluded.steps,"
        " on_since = excluded.on_since, version = excluded.version, removed_at = excluded.removed_at",
        (book.id, *_values(book), instant_text(removed_at)),
    )


def steps_text(steps: Iterable[Step]) -> str:
    """Steps as they are kept."""
    return json.dumps([[one.days, one.kind, one.title, one.who, one.guidance] for one in steps])


def steps_of(text: str) -> tuple[Step, ...]:
    """Steps as they were kept."""
    return tuple(
        Step(days, FollowUpKind(kind), title, Doer(who), guidance)
        for days, kind, title, who, guidance in json.loads(text)
    )


def snapshot(book: Playbook) -> dict[str, Any]:
    """One as the audit log keeps it."""
    name, begins, steps, on_since, version = _values(book)
    return {"name": name, "begins": begins, "steps": steps, "on_since": on_since, "version": version}


def from_snapshot(playbook_id: int, kept: dict[str, Any]) -> Playbook:
    """The one behind a snapshot."""
    return _read({"id": playbook_id, **kept})


def _values(book: Playbook) -> tuple[object, ...]:
    return book.name, book.begins, steps_text(book.steps), instant_text(book.on_since), book.version


def _read(row: Row | dict[str, Any]) -> Playbook:
    return Playbook(
        *(row["id"], row["name"], Beginning(row["begins"]), steps_of(row["steps"])),
        *(instant(row["on_since"]), row["version"]),
    )
