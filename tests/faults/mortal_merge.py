"""Customers being merged, or taken apart, in a process of its own that is killed. Run as a program; not a test.

    python mortal_merge.py DATABASE

Reads lines "merge 7" or "undo 7" on standard input; a fresh copy of it does that and is killed (SIGKILL) at the 7th
statement, or ends by itself where there are fewer. Prints "killed" or "done".
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.calendar import WorkingHours
from bot.domain.people import Person, Role
from bot.domain.settings import WorkspaceSettings
from bot.use_cases.merging import merge, propose
from bot.use_cases.session import Session
from bot.use_cases.undo import undo
from storage import audit
from storage.database import UnitOfWork
from tests import engines

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
KEPT, GONE = 1, 2


def session(uow: UnitOfWork) -> Session:
    """Of a lead."""
    return Session(uow, Person("U0CARA", "Cara", role=Role.LEAD), NOW, WorkspaceSettings(), WorkingHours("UTC"))


def merge_them(uow: UnitOfWork) -> None:
    """The second goes into the first."""
    asking = session(uow)
    merge(asking, KEPT, GONE, {}, seen=propose(asking, KEPT, GONE).seen, lists={})


def undo_it(uow: UnitOfWork) -> None:
    """Taken apart."""
    asking = session(uow)
    [entry] = audit.latest_of(
        uow, asking.actor.id, frozenset({"customers merged"}), since=NOW.min.replace(tzinfo=UTC), limit=1
    )
    undo(asking, entry.id)


def killed_at(statement: int) -> Callable[[str], None]:
    """Told of every statement, it ends the process at one of them."""
    left = [statement]

    def count(_sql: str) -> None:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


def live(path: Path, what: str, statement: int) -> None:
    """Do it, and be killed on the way."""
    database = engines.open_database(path)
    database.heard = killed_at(statement)
    database.write(merge_them if what == "merge" else undo_it)
    database.close()


def main() -> None:
    """One copy for each line."""
    engines.choose_as_told()
    for line in sys.stdin:
        what, statement = line.split()
        child = os.fork()
        if child == 0:
            live(Path(sys.argv[1]), what, int(statement))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "done", flush=True)  # noqa: T201  # this is how the test learns of it


if __name__ == "__main__":
    main()
