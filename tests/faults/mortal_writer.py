"""A bot in a process of its own whose digests are being written when it is killed. Run as a program; not a test.

    python mortal_writer.py DATA BASE_URL CARE

For every number on standard input a fresh copy of it starts the real bot on the folder DATA and runs the jobs of
`AT`; it is killed (SIGKILL) at so many statements of SQL that it writes, or ends by itself where the number is 0.
Prints "killed" or "done". CARE: "care", or "hasty": every statement is stored by itself, not a unit of work as a whole.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import sentiment
from bot.app import build
from bot.sandbox.run import settings
from storage.engines import lease, sqlite
from tests import engines
from tests.fake_clock import FakeClock

AT = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
"""A Tuesday, five minutes after the hour of the digests."""


def killed_after(statements: int) -> Callable[[str], None]:
    """Told of every statement, it ends the process before the one after so many that write."""
    left = [statements]

    def count(sql: str) -> None:
        left[0] -= sql.startswith(("INSERT", "UPDATE", "DELETE", "VACUUM", "COMMIT"))
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


@contextmanager
def by_itself(_connection: sqlite3.Connection, _begin: str) -> Iterator[None]:
    """No transaction."""
    yield


def live(data: Path, base_url: str, statements: int, care: str) -> None:
    """Start, let the jobs run once, end."""
    rapport = build(engines.kept_there(settings(base_url, data)), clock=FakeClock(AT))
    while not rapport.ownership.term():
        pass  # the one before was killed, and counts as the owner for a moment more
    if care == "hasty":
        sqlite._transaction = by_itself  # type: ignore[assignment]  # noqa: SLF001  # left out on purpose; called by place
    if statements and isinstance(rapport.database, sqlite.SqliteDatabase):
        for writer in rapport.database._connections._writers:  # noqa: SLF001  # to be killed between its statements
            writer.set_trace_callback(killed_after(statements))
    elif statements:
        rapport.database.heard = killed_after(statements)
    rapport.tick()
    rapport.stop()


def main() -> None:
    data, base_url, care = sys.argv[1:]
    engines.choose_as_told()
    lease.TERM_S, lease.LOOK_EACH_S = 1.0, 0.1
    sentiment.load()  # once, so that every copy has it
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(Path(data), base_url, int(line), care)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "done", flush=True)  # noqa: T201  # this is how the test learns of it


if __name__ == "__main__":
    main()
