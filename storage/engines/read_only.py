"""Looking into a database file from outside, while its owner may be at work: nothing is made, migrated or written."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.domain.errors import StorageError
from storage.database import UnitOfWork
from storage.engine import ERRORS, open_file, row_factory
from storage.engines.fts5 import Fts5

UNREADABLE: tuple[type[Exception], ...] = (StorageError, *ERRORS)
"""What is raised where a file cannot be read: with a sentence where it is encrypted or no database, else SQLite's."""


@contextmanager
def read_only(path: Path, key: SecretStr | None = None) -> Iterator[UnitOfWork]:
    """The file as it stands. Raises UNREADABLE."""
    with closing(open_file(path, "ro", key)) as connection:
        connection.row_factory = row_factory(key)
        yield UnitOfWork(connection, Fts5())
