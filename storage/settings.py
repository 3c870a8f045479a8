"""The workspace's settings: one row per name that somebody chose; everything else keeps its default."""

import json
from dataclasses import asdict, fields, replace
from datetime import datetime, time
from typing import Any

from bot.domain.settings import WorkspaceSettings
from storage.database import UnitOfWork

NAMES = frozenset(field.name for field in fields(WorkspaceSettings))


def load(uow: UnitOfWork, defaults: WorkspaceSettings) -> WorkspaceSettings:
    """The settings in force: what was chosen in Slack, else the given defaults (from the environment)."""
    chosen = {row["name"]: json.loads(row["value"]) for row in uow.rows("SELECT name, value FROM settings")}
    known: dict[str, Any] = {name: _read(defaults, name, value) for name, value in chosen.items() if name in NAMES}
    return replace(defaults, **known)


def save(uow: UnitOfWork, settings: WorkspaceSettings, defaults: WorkspaceSettings) -> None:
    """Keep what differs from the defaults."""
    usual = asdict(defaults)
    for name, value in asdict(settings).items():
        uow.execute("DELETE FROM settings WHERE name = ?", (name,))
        if value != usual[name]:
            uow.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (name, json.dumps(value, default=_write)))


def restored_at(uow: UnitOfWork) -> datetime | None:
    """When this database was last brought back from a backup; what was due before may have been sent then."""
    row = uow.row("SELECT value FROM settings WHERE name = 'restored_at'")
    return datetime.fromisoformat(json.loads(row["value"])) if row else None


def mark_once(uow: UnitOfWork, name: str) -> bool:
    """Note that something has happened in this workspace; False when it was noted before."""
    row = uow.execute("INSERT INTO settings (name, value) VALUES (?, 'true') ON CONFLICT DO NOTHING", (name,))
    return row.rowcount == 1


def reached(uow: UnitOfWork, mark: str) -> datetime | None:
    """The instant up to which a job has done its work, by a mark of its own; None: it never did."""
    row = uow.row("SELECT value FROM settings WHERE name = ?", (mark,))
    return datetime.fromisoformat(json.loads(row["value"])) if row else None


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


def _read(defaults: WorkspaceSettings, name: str, value: Any) -> Any:  # noqa: ANN401  # JSON can be anything
    kind = type(getattr(defaults, name))
    if kind is time:
        return time.fromisoformat(value)
    if kind is frozenset:
        return frozenset(value)
    return value
