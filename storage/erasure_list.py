"""The list of erased records, kept apart from the database so that going back to an older backup erases them again.

It stands beside the database's file (in PostgreSQL in a schema of its own), and `rapport backup` puts a copy beside its
copies. A line is a hash that tells nothing of anybody (storage/erasing.py, `mark`). It only grows.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from bot.domain.errors import StorageError
from storage.drafts import failures, make_private, sync

SUFFIX = ".erased"


class ErasureList(Protocol):
    """Of one workspace."""

    def read(self) -> set[str]:
        """Every mark on it. Raises StorageError."""

    def add(self, marks: Iterable[str]) -> None:
        """Also these; they are there for good when this returns. Raises StorageError."""


class FileList:
    """ErasureList in the file beside a database."""

    def __init__(self, database: Path) -> None:
        self.path = beside(database)

    def read(self) -> set[str]:
        """Every mark; of a line that a crash cut off, nothing."""
        return marks_in(self.path)

    def add(self, marks: Iterable[str]) -> None:
        """The whole list is written anew and takes its place in one step."""
        known = self.read()
        if new := known | set(marks):
            write(self.path, new)


def beside(database: Path) -> Path:
    """Where the list of a database stands."""
    return database.with_suffix(SUFFIX)


def for_copy(copy: Path) -> Path:
    """Where the list stands beside a backup, whenever that was taken: T012AB3CD.erased beside T012AB3CD-….db."""
    return copy.with_name(f"{copy.stem.partition('-')[0]}{SUFFIX}")


def join(database: Path, copy: Path) -> set[str]:
    """What is to be erased again in a backup: what stands beside it, and beside the database, which has both then."""
    known, more = marks_in(beside(database)), marks_in(for_copy(copy))
    if more - known:
        write(beside(database), known | more)
    return known | more


def copy_beside(database: Path, copy: Path) -> None:
    """Have the list beside a new backup as well, should the data folder be lost."""
    if marks := marks_in(beside(database)) - marks_in(for_copy(copy)):
        write(for_copy(copy), marks | marks_in(for_copy(copy)))


def marks_in(path: Path) -> set[str]:
    """Those of a file; none where there is no such file. Raises StorageError."""
    with failures(f"The list of what was erased, {path}, cannot be read"):
        lines = path.read_text(encoding="ascii").split() if path.exists() else []
    if any(len(line) != MARK_LENGTH or not set(line) <= set("0123456789abcdef") for line in lines):
        raise StorageError(f"{path} is damaged: it is to have {MARK_LENGTH} letters and figures in each line.")
    return set(lines)


def write(path: Path, marks: Iterable[str]) -> None:
    """In one step. Raises StorageError."""
    draft = path.with_name(f"{path.name}.part")
    with failures(f"The list of what was erased, {path}, cannot be written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(draft)
        draft.write_text("".join(f"{mark}\n" for mark in sorted(marks)), encoding="ascii")
        sync(draft)
        draft.replace(path)
        sync(path.parent)


MARK_LENGTH = 64
"""Of a SHA-256 in hexadecimal."""
