"""One process at a time sends for a workspace and has its jobs: its owner.

A file of SQLite has one owner, and a second process is refused before it can send anything twice: an advisory lock
(flock) on a file beside the database. The kernel lets go of it when the process ends, however it ends, so what a killed
process leaves behind is simply taken over. The file stays; only the lock on it counts. Windows has no flock: there a
byte of the file is locked by msvcrt, with the same effect. PostgreSQL has a lease (storage/engines/lease.py).
"""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Protocol, Self

from bot.domain.errors import StorageError

if sys.platform == "win32":  # pragma: no cover  # no Windows in CI
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LOCKED_BYTE = 1_000  # past the process id, which others want to read


class Ownership(Protocol):
    """Whether this process is the owner. `others_write`: so may processes that are not."""

    others_write: bool

    def term(self) -> str:
        """Which time of being the owner this is; "" while another process may be."""

    def acting(self) -> AbstractContextManager[None]:
        """As the owner: what this thread writes meanwhile is stored only while the process is that.

        Else StorageError is raised where it begins to write.
        """

    def release(self) -> None:
        """Let another process have it."""


class LockFile:
    """Ownership of a file: held until released, or until the process ends."""

    others_write = False

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def term(self) -> str:
        """One for as long as the process lives."""
        return str(os.getpid())

    def acting(self) -> AbstractContextManager[None]:
        """Nobody else can."""
        return nullcontext()

    def release(self) -> None:
        """Let another process have it."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def own(database: Path) -> LockFile:
    """Take the database file for this process. Raises StorageError, naming the process that has it, when one has.

    Call it after any fork: a lock is shared with children.
    """
    path = lock_file(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise StorageError(f"{path.parent} cannot be written to. Mend its permissions or set RAPPORT_DATA.") from error
    try:
        _lock(file)
    except OSError as error:
        file.seek(0)
        holder = file.read(_LOCKED_BYTE).strip() or "unknown"
        file.close()
        raise StorageError(
            f"{database} is in use by another Rapport (process {holder}). Stop that one first: two would send twice."
        ) from error
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return LockFile(file)


def lock_file(database: Path) -> Path:
    """The file beside the database that is locked."""
    return database.with_name(f"{database.name}.lock")
