"""The open connections to one database file: one that writes, and as many that read as there are readers at once.

They are kept, because a new connection reads the whole schema first: a lookup takes 1,060 µs on a new one and 16 µs on
one that was kept (measured). Each is lent to one unit of work at a time: one that two threads shared was measured to
lose a committed row.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import SecretStr

from bot.domain.deadline import a_third
from storage import litestream
from storage.engine import ERRORS, connect, open_file, row_factory
from storage.sqlite_errors import MisplacedError, StoppedError

PATIENCE_S = 0.8
"""How long SQLite waits for other processes where no request does; else a third of what is left of its time."""

WAL_BYTES = 8_000_000
"""What the write-ahead log shrinks back to, after a long reader (a backup) made it grow."""

_WRITING = (
    "PRAGMA synchronous=FULL",  # an acknowledged write survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # erased means overwritten
    f"PRAGMA journal_size_limit={WAL_BYTES}",
)
_READING = ("PRAGMA query_only=ON",)


class Connections:
    """To the file that is at `path` now, and to no other that is put there later."""

    def __init__(self, path: Path, key: SecretStr | None = None) -> None:
        """Opens the file, or makes it. Raises ERRORS, StorageError where the key is not that of the file."""
        self._path = path
        self._litestream = str(litestream.notes(path))
        self._key = key
        self._readers: list[sqlite3.Connection] = []
        self._writers: list[sqlite3.Connection] = []
        self._is_closed = False
        self._lending = threading.Lock()  # a connection has one user: who borrows it, or who closes it
        open_file(path, "rwc", key, timeout_s=PATIENCE_S).close()
        self._file = _identity(path)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The one that writes; who asks has the turn. Raises MisplacedError, StoppedError, ERRORS."""
        with self._lent(self._writers, _WRITING) as connection:
            connection.execute(f"PRAGMA busy_timeout={a_third(PATIENCE_S) * 1000:.0f}")
            connection.execute(f"PRAGMA wal_autocheckpoint={0 if self.is_copied() else litestream.AUTOMATIC_PAGES}")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One that cannot write. Raises MisplacedError, StoppedError, ERRORS."""
        with self._lent(self._readers, _READING) as connection:
            yield connection

    def close(self) -> None:
        """Fold the write-ahead log back, wherever the file is now, and close them; those still lent close later.

        What is closed is out of reach first: a connection that another thread uses meanwhile crashes Python (measured).
        """
        with self._lending:
            self._is_closed = True
            readers, self._readers = self._readers, []
            writers, self._writers = self._writers, []
        for writer in writers:
            with suppress(*ERRORS):  # then the next start folds it back
                if not self.is_copied():
                    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for connection in (*readers, *writers):
            connection.close()

    @contextmanager
    def _lent(self, kept: list[sqlite3.Connection], pragmas: tuple[str, ...]) -> Iterator[sqlite3.Connection]:
        with self._lending:
            free = kept.pop() if kept else None
        connection = free or self._open(pragmas)
        try:
            self._check_place()
            yield connection
        except ERRORS:
            connection.close()  # one opened while the disk was read-only would stay so; the next is a new one
            raise
        except BaseException:  # nothing is swallowed: the connection is sound, whoever borrowed it was not
            self._take_back(connection, kept)
            raise
        self._take_back(connection, kept)

    def _take_back(self, connection: sqlite3.Connection, kept: list[sqlite3.Connection]) -> None:
        with self._lending:
            if not self._is_closed:
                kept.append(connection)
                return
        connection.close()

    def _open(self, pragmas: tuple[str, ...]) -> sqlite3.Connection:
        if self._is_closed:
            raise StoppedError
        connection = connect(self._path, "rw", self._key, timeout_s=PATIENCE_S)
        try:
            self._check_place()  # before a statement reads the write-ahead log, which belongs to our file
            connection.row_factory = row_factory(self._key)
            for pragma in pragmas:
                connection.execute(pragma)
        except BaseException:  # nothing is swallowed: a half-prepared connection must not stay open
            connection.close()
            raise
        return connection

    def is_copied(self) -> bool:
        """Whether Litestream is to checkpoint; it may begin to copy, or be given up, at any time."""
        return os.path.exists(self._litestream)  # noqa: PTH110  # as below: before every unit of work that writes

    def _check_place(self) -> None:
        """Whoever writes to a file that was moved away or deleted writes into nothing."""
        try:
            found = _identity(self._path)
        except FileNotFoundError:
            raise MisplacedError("The file of the database was moved away or deleted.") from None
        if found != self._file:
            raise MisplacedError("Another file was put in the place of the database.")


def _identity(path: Path) -> tuple[int, int]:
    about = os.stat(path)  # noqa: PTH116  # 3 µs before every unit of work; through pathlib it takes twice that
    return about.st_dev, about.st_ino
