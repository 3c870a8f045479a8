"""The workspace's settings: one row per name that somebody chose; everything else keeps its default."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime, time
from typing import Any

from bot.domain.settings import USUAL, WorkspaceSettings
from storage.database import UnitOfWork

NAMES = frozenset(field.name for field in fields(WorkspaceSettings))

UNREADABLE = object()
"""In the place of a value that is not even JSON."""


def stored(uow: UnitOfWork) -> dict[str, object]:
    """What was chosen in Slack, by name: plain values, or UNREADABLE. Whether they can be is for the rules to say."""
    return {
        row["name"]: _plain(row["value"])
        for row in uow.rows("SELECT name, value FROM settings")
        if row["name"] in NAMES
    }


def save(uow: UnitOfWork, values: Mapping[str, Any]) -> None:
    """Keep these, by field of WorkspaceSettings; of what is as usual nothing is kept, nor what stood there before."""
    for name, value in values.items():
        uow.execute("DELETE FROM settings WHERE name = ?", (name,))
        if value != getattr(USUAL, name):
            uow.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (name, json.dumps(value, default=_write)))


def mark_once(uow: UnitOfWork, name: str) -> bool:
    """Note that something has happened in this workspace; False when it was noted before."""
    row = uow.execute("INSERT INTO settings (name, value) VALUES (?, 'true') ON CONFLICT DO NOTHING", (name,))
    return row.rowcount == 1


def is_marked(uow: UnitOfWork, name: str) -> bool:
    """Whether that has happened."""
    return uow.row("SELECT 1 FROM settings WHERE name = ?", (name,)) is not None


def reached(uow: UnitOfWork, mark: str) -> datetime | None:
    """The instant up to which a job has done its work, by a mark of its own; None: it never did, or nobody can tell."""
    row = uow.row("SELECT value FROM settings WHERE name = ?", (mark,))
    text = _plain(row["value"]) if row else None
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def reach(uow: UnitOfWork, mark: str, now: datetime) -> None:
    """Note that a job has done its work up to now."""
    uow.execute(
        "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (mark, json.dumps(now.isoformat())),
    )


def snapshot(settings: WorkspaceSettings) -> dict[str, Any]:
    """The settings as the audit log keeps them."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(settings), default=_write))
    return kept


def _write(value: object) -> object:
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"A setting cannot hold {type(value).__name__}")


def _plain(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return UNREADABLE
