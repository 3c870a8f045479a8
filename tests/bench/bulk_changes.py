"""How long a change of many customers at once holds the database.

`uv run python -m tests.bench.bulk_changes [sqlite|postgres]` changes 10,000 of 100,000 customers, each change in a
transaction of its own as in use, undoes it, and prints how long each transaction took: for so long others wait.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.domain.bulk_change import Change, What
from bot.domain.calendar import WorkingHours
from bot.domain.people import Person, Role
from bot.domain.segment import Condition, Segment
from bot.domain.settings import WorkspaceSettings
from bot.use_cases.bulk_change import change_all, preview
from bot.use_cases.session import Session
from bot.use_cases.undo import undo
from storage.database import Database, UnitOfWork
from tests.bench.segments import large

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEAD = Person("U0CARA", "Cara", role=Role.LEAD)
SEGMENT = Segment((Condition("complaint", "open"),))
"""A tenth of the customers."""

CHANGES = {
    "owner": [Change(What.OWNER, "U0BEN")],
    "tag": [Change(What.TAG, "autumn")],
    "stage, with its reason": [Change(What.STAGE, "advocacy", "the new plan")],
    "owner, stage, tier and a tag": [
        *(Change(What.OWNER, "U0ELI"), Change(What.STAGE, "awareness"), Change(What.TIER, "vip")),
        Change(What.TAG, "winter"),
    ],
}


def session(uow: UnitOfWork) -> Session:
    rules = WorkspaceSettings()
    return Session(uow, LEAD, NOW, rules, WorkingHours("UTC", rules.working_days, rules.work_from, rules.work_until))


def rows(engine: str, database: Database) -> Iterator[tuple[str, ...]]:
    """The table of one engine. Of SQLite it is the processor's time, which others on the machine do not change."""
    clock = time.process_time if engine == "sqlite" else time.perf_counter
    yield from ((engine, "changed", "change, ms", "undo, ms"), ("---",) * 4)
    for name, changes in CHANGES.items():
        with database.reading() as uow:
            expected = len(preview(session(uow), SEGMENT, changes).changing)
        started = clock()
        done = database.write(partial(_change, changes=changes, expected=expected))
        took = clock() - started
        started = clock()
        database.write(partial(_undo, entry_id=done))
        undone = clock() - started
        yield (name, f"{expected:,}", f"{took * 1000:.0f}", f"{undone * 1000:.0f}")


def _change(uow: UnitOfWork, changes: list[Change], expected: int) -> int:
    return change_all(session(uow), SEGMENT, changes, expected).undo_id


def _undo(uow: UnitOfWork, entry_id: int) -> None:
    undo(session(uow), entry_id)


def main(chosen: list[str]) -> None:
    """Print the tables."""
    for engine in chosen or ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory() as name, large(engine, Path(name)) as database:
            sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in rows(engine, database))


if __name__ == "__main__":
    main(sys.argv[1:])
