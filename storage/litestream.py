"""Litestream, another program, copies a database as it changes (docs/deploy.md). Where it does, it alone checkpoints.

It reads the write-ahead log and holds a lock, so that nobody begins the log anew before it was read. Now and then it
lets go for a moment. A checkpoint of ours just then takes pages away that it has not seen, and it does not notice:
under load the copies of 4 of 4 runs were damaged after 25 s, of 0 of 4 where it alone checkpointed (measured).
https://litestream.io/tips, https://github.com/benbjohnson/litestream/issues/1164
"""

from pathlib import Path

from bot.domain.errors import StorageError

AUTOMATIC_PAGES = 1000
"""After so many pages in the log SQLite checkpoints by itself, as it does by default."""


def notes(database: Path) -> Path:
    """The folder that Litestream keeps beside a database which it copies."""
    return database.with_name(f".{database.name}-litestream")


def refuse(database: Path) -> None:
    """Raises StorageError where Litestream copies a database that is to be replaced: it would not notice."""
    if (folder := notes(database)).exists():
        raise StorageError(
            f"Litestream copies {database}, and would go on with the old one. Stop it, remove {folder}, and try again. "
            "When it starts again it makes a whole new copy."
        )
