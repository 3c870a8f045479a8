"""SQLite: the database file of one workspace, and units of work on it.

A unit of work begins with BEGIN IMMEDIATE: deferred transactions that read and then write fail at once under
contention (692 of 800 updates, measured). Writers of this process queue on a lock in front of SQLite, whose sleeping
busy handler took p99 from 21 to 180-320 ms at 8 clients. Readers wait for nobody.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

from pydantic import SecretStr
from sqlite_utils import Migrations

from bot.domain.errors import StorageError
from storage.connections import Connections
from storage.database import Database, UnitOfWork
from storage.engines.fts5 import Fts5
from storage.engines.sqlite_sweep import sweep
from storage.erasure_list import ErasureList, FileList
from storage.hearing_migrations import migrations
from storage.schema import bring_up_to_date
from storage.sqlite_errors import NOTHING_SAVED, in_words

COPIES = ("backups", "before-restore")

QUICK_BYTES = 100_000_000


class SqliteDatabase(Database):
    """The file `path`, brought to today's schema when opened; encrypted by a key. Safe to use from every thread."""

    def __init__(self, path: Path, key: SecretStr | None = None, steps: Migrations = migrations) -> None:
        """Open or create the file. Raises StorageError when it cannot be used."""
        self.path = path
        super().__init__(path.stem)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The folder {path.parent} cannot be made. Set RAPPORT_DATA to another.") from error
        with in_words():
            self._connections = Connections(path, key)
            with self._connections.writing() as connection:
                bring_up_to_date(connection, path, steps)

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """A transaction that commits when the block ends and rolls back when it raises.

        Raises StorageError when the database cannot be used, RuntimeError inside another unit of work of this thread.
        """
        with (
            self.having_turn(),
            in_words(NOTHING_SAVED),
            self._connections.writing() as connection,
            _transaction(connection, "BEGIN IMMEDIATE"),
        ):
            yield UnitOfWork(connection, Fts5(), self.heard)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A consistent view for looking things up; nothing can be written through it. Raises StorageError."""
        with in_words(), self._connections.reading() as connection, _transaction(connection, "BEGIN"):
            yield UnitOfWork(connection, Fts5(), self.heard)

    @property
    def erased(self) -> ErasureList:
        """In the file beside it."""
        return FileList(self.path)

    def copies(self) -> list[str]:
        """In the folders of the data folder that are for them (storage/backup.py)."""
        found = (
            path for folder in COPIES for path in (self.path.parent / folder).glob(f"{escape(self.path.stem)}*.d*")
        )
        return sorted(path.name for path in found if path.suffix in {".db", ".damaged"})

    @property
    def takes_long_to_sweep(self) -> bool:
        """Whether it has more than can be written in a second or two."""
        return self.path.stat().st_size > QUICK_BYTES

    def sweep(self, limit_s: float) -> bool:
        """Write the file anew, and empty its log."""
        with self.having_turn(), in_words(), self._connections.writing() as connection:
            return sweep(connection, self._is_waited_for, limit_s, checkpoints=not self._connections.is_copied())

    def close(self) -> None:
        """Fold the write-ahead log back into the file and let go of it."""
        self._connections.close()


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.commit()
    except BaseException:  # nothing is swallowed: whatever ends the block, also Ctrl-C, nothing half stays
        connection.rollback()
        raise
