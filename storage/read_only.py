"""Looking into a database file from outside, while its owner may be at work: nothing is made, migrated or written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.database import UnitOfWork


@contextmanager
def read_only(path: Path) -> Iterator[UnitOfWork]:
    """The file as it stands. Raises sqlite3.Error where it cannot be read."""
    with closing(open_file(path, "ro")) as connection:
        connection.row_factory = sqlite3.Row
        yield UnitOfWork(connection)


def open_file(path: Path, mode: str, *, timeout_s: float = 30.0) -> sqlite3.Connection:
    """A connection with one of SQLite's URI modes: "ro", "rw", "rwc"."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=timeout_s, isolation_level=None)
