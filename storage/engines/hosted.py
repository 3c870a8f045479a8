"""Where one process keeps many workspaces, and their installations: here in files of SQLite.

One process at a time has the folder: it holds the lock of the installations' file. Over PostgreSQL there may be many
(storage/engines/hosted_schemas.py).
"""

import re
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage import backup, workspace
from storage.database import Database
from storage.engines.sqlite import SqliteDatabase
from storage.installations_schema import FILE, migrations
from storage.ownership import Ownership, lock_file, own

_WORKSPACE = re.compile("[A-Z0-9]+")


class Hosted(Protocol):
    """`others_write`: other processes may serve the same workspaces. Everything raises StorageError."""

    others_write: bool

    @property
    def installations(self) -> Database:
        """The database of installations."""

    def open(self, team_id: str) -> tuple[Database, Ownership]:
        """The database of a workspace, tried for by this process."""

    def is_taken(self, team_id: str) -> bool:
        """Whether another process owns it just now."""

    def erase(self, team_id: str) -> None:
        """All that a workspace told us goes, and the copies of it that are kept beside it."""

    def close(self) -> None:
        """Let go of everything that is not a workspace's."""


class HostedFiles:
    """A file for each workspace in one folder."""

    others_write = False

    def __init__(self, data: Path, key: SecretStr | None) -> None:
        """Take the folder for this process. Raises StorageError where another one has it."""
        self._data = data
        self._key = key
        self._lock = own(data / FILE)
        self.installations: Database = SqliteDatabase(data / FILE, key, migrations())

    def open(self, team_id: str) -> tuple[Database, Ownership]:
        """The file of a workspace. Raises StorageError where another process has it, or it cannot be had."""
        path = self._path(team_id)
        owned = own(path)
        try:
            backup.sweep(path)
            database = SqliteDatabase(path, self._key)
            database.write(lambda uow: workspace.claim(uow, team_id))
        except BaseException:  # nothing is swallowed: a file that cannot be had must not stay locked
            owned.release()
            raise
        return database, owned

    def is_taken(self, team_id: str) -> bool:  # noqa: ARG002  # the protocol's
        """Nobody else can have it: the folder is ours."""
        return False

    def erase(self, team_id: str) -> None:
        """The file, its log, and the backups in the folder. Others, made elsewhere, are whoever made them to remove."""
        path = self._path(team_id)
        with own(path):
            copies = [
                *self._data.glob(f"{backup.BACKUPS}/{team_id}-*"),
                *self._data.glob(f"{backup.BEFORE_RESTORE}/{team_id}*"),
            ]
            for file in (*copies, *self._data.glob(f"{team_id}.db*")):
                file.unlink(missing_ok=True)
            lock_file(path).unlink(missing_ok=True)

    def close(self) -> None:
        """Let another process have the folder."""
        self.installations.close()
        self._lock.release()

    def _path(self, team_id: str) -> Path:
        check_name(team_id)
        return self._data / f"{team_id}.db"


def check_name(team_id: str) -> None:
    """Raises StorageError for what is no id of a workspace: files and schemas are named by it."""
    if not _WORKSPACE.fullmatch(team_id):
        raise StorageError(f"{team_id} is no workspace of Slack's.")
