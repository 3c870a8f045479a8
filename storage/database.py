"""The database file of one workspace: opening it, and units of work on it.

One connection per unit of work, because a connection shared across threads was measured to lose another
thread's committed row. A unit of work begins with BEGIN IMMEDIATE: deferred transactions that read and then
write fail at once under contention (692 of 800 updates, measured). Writers of this process queue on a lock in
front of SQLite, whose sleeping busy handler took p99 from 21 to 180-320 ms at 8 clients.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlite_utils

from bot.domain.errors import StorageError
from storage.migrations import migrations

BUSY_SECONDS = 2.0
"""How long a unit of work waits for its turn: shorter than the 3 s Slack gives for an answer."""

PRAGMAS = (
    "PRAGMA synchronous=FULL",  # an acknowledged write survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # erased means overwritten
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
)

Parameters = tuple[object, ...] | dict[str, object]


class UnitOfWork:
    """One transaction: everything in it is stored together or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run one statement inside this transaction."""
        return self._connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Every row a query gives."""
        return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row a query gives, if any."""
        found: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
        return found

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Run an INSERT and give the new row's id."""
        return self._connection.execute(sql, parameters).lastrowid or 0


class Database:
    """The file `path`, brought to today's schema when opened. Safe to use from every thread."""

    def __init__(self, path: Path) -> None:
        """Open or create the file. Raises StorageError when it cannot be used."""
        self.path = path
        self._writers = threading.Lock()
        with storage_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Kept open for the life of the process: opening beside an open connection takes 40 µs, else ten times that.
            self._anchor = self._connect()
            self._anchor.execute("PRAGMA journal_mode=WAL")
            migrations.apply(sqlite_utils.Database(self._anchor))

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """A transaction that commits when the block ends and rolls back when it raises."""
        if not self._writers.acquire(timeout=BUSY_SECONDS):
            raise StorageError("Rapport is very busy just now. Nothing was saved; please try again in a moment.")
        try:
            with storage_errors(), self._transaction("BEGIN IMMEDIATE") as connection:
                yield UnitOfWork(connection)
        finally:
            self._writers.release()

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A consistent view for looking things up; nothing can be written through it."""
        with storage_errors(), self._transaction("BEGIN") as connection:
            connection.execute("PRAGMA query_only=ON")
            yield UnitOfWork(connection)

    def close(self) -> None:
        """Fold the write-ahead log back into the file and let go of it."""
        with self._writers, storage_errors():
            self._anchor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._anchor.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        connection = self._connect()
        try:
            connection.execute(begin)
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn SQLite's refusals into sentences. Anything else it says is a defect of ours and passes through."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StorageError(_sentence(str(error))) from error
    except OSError as error:
        raise StorageError(
            "The folder of the database cannot be used. Nothing was saved; please tell the admin."
        ) from error


def _sentence(message: str) -> str:
    for sign, sentence in _SENTENCES.items():
        if sign in message:
            return sentence
    return "The database could not be used. Nothing was saved; please tell the admin to run `rapport doctor`."


_SENTENCES = {
    "locked": "The database is busy (a backup, perhaps). Nothing was saved; please try again in a moment.",
    "disk is full": "The disk of the server is full. Nothing was saved; please tell the admin.",
    "readonly": "The database cannot be written to. Nothing was saved; please tell the admin.",
    "disk I/O error": "The disk of the server does not answer. Nothing was saved; please tell the admin.",
}
