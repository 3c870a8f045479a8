"""Files that are written beside a database before they take its place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.errors import StorageError
from storage.engine import ERRORS

_REFUSALS: tuple[type[Exception], ...] = (OSError, *ERRORS)

FILES = ("", "-wal", "-shm", "-journal")
"""The names of a database's files, after its own."""


def make_private(draft: Path) -> None:
    """Make it anew and empty, for the owner's eyes alone: it will hold customers' data. Raises OSError."""
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def sync(path: Path) -> None:
    """Wait until it is on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def scratch(path: Path) -> Iterator[None]:
    """A draft of which nothing is there before, and nothing left behind."""
    files = [path.with_name(path.name + suffix) for suffix in FILES]
    try:
        for file in files:
            file.unlink(missing_ok=True)
        yield
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def take_place(draft: Path, database: Path) -> None:
    """In one step. A log that is left of the file before would be taken for the new one's."""
    for suffix in FILES[1:]:
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    sync(draft)
    draft.replace(database)
    sync(database.parent)


@contextmanager
def failures(what: str) -> Iterator[None]:
    """Say in words what the disk or SQLite refuse. Raises StorageError."""
    try:
        yield
    except _REFUSALS as error:
        raise StorageError(f"{what}: {error}.") from error
