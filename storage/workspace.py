"""Whose database a file is: the id of its Slack workspace stands in it, whatever the file is named."""

import json
from sqlite3 import Connection

from bot.domain.errors import StorageError
from storage.database import UnitOfWork

_MARK = "workspace"


def of(file: Connection | UnitOfWork) -> str | None:
    """The workspace's id; None in a file of a Rapport that did not note it yet."""
    row = file.execute("SELECT value FROM settings WHERE name = ?", (_MARK,)).fetchone()
    return str(row[0]).strip('"') if row else None


def claim(uow: UnitOfWork, team_id: str) -> None:
    """Note whose it is. Raises StorageError where it is another workspace's."""
    uow.execute("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING", (_MARK, json.dumps(team_id)))
    noted = of(uow)
    if noted != team_id:
        raise StorageError(
            f"This is the database of the workspace {noted}, not of {team_id}. Nothing was changed. Name it {noted}.db."
        )
