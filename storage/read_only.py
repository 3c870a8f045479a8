"""Looking into a database file from outside, while its owner may be at work: nothing is made, migrated or written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.connections import open_file
from storage.database import UnitOfWork


@contextmanager
def read_only(path: Path) -> Iterator[UnitOfWork]:
    """The file as it stands. Raises sqlite3.Error where it cannot be read."""
    with closing(open_file(path, "ro")) as connection:
        connection.row_factory = sqlite3.Row
        yield UnitOfWork(connection)
