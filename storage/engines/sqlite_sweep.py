"""Sweeping a file of SQLite: what was deleted leaves no trace in it, nor in its write-ahead log.

Deleted rows are overwritten at once (secure_delete), but not what the full-text index keeps in its segments, nor copies
of rows that moved from page to page: with it alone 10 traces of a customer remained (measured). So the index is made
anew, the file too (VACUUM), and the log is folded back and emptied. That writes the whole file, during which nobody
else can write: whoever wants to, interrupts it, and it is tried again later.
"""

import sqlite3
import time
from collections.abc import Callable

from storage.engine import ERRORS

EVERY = 20_000
"""Instructions of SQLite's machine between two looks at whether somebody waits: a millisecond or so."""


def sweep(
    connection: sqlite3.Connection, is_waited_for: Callable[[], bool], limit_s: float, *, checkpoints: bool
) -> bool:
    """False where it was interrupted; then nothing is changed. `checkpoints`: not where Litestream does."""
    until = time.monotonic() + limit_s
    indexes = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall()
    connection.set_progress_handler(lambda: int(is_waited_for() or time.monotonic() > until), EVERY)
    try:
        for (name,) in indexes:
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608  # its own name
        connection.execute("VACUUM")
    except ERRORS as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            return False
        raise
    finally:
        connection.set_progress_handler(None, 0)
    if not checkpoints:
        return True
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
