"""One process owns a database: a second one is refused, before it can send anything twice.

An advisory lock (flock) on a file beside the database. The kernel lets go of it when the process ends, however it
ends, so what a killed process leaves behind is simply taken over. The file stays; only the lock on it counts.
Windows has no flock: there a byte of the file is locked by msvcrt, with the same effect.
"""

import os
import sys
from pathlib import Path
from typing import IO, Self

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


class Ownership:
    """Holds the database until released, or until the process ends."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def term(self) -> str:
        """One for as long as the process lives."""
        return str(os.getpid())

    def release(self) -> None:
        """Let another process have it."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def own(database: Path) -> Ownership:
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
    return Ownership(file)


def lock_file(database: Path) -> Path:
    """The file beside the database that is locked."""
    return database.with_name(f"{database.name}.lock")
