"""Counting how it stands with everybody: 100,000 customers with half a million touchpoints.

`uv run --group dev python -m tests.bench.health_round [sqlite|postgres]` prints what the first 10,000 and all take, in
portions as the job takes them (500 to a unit of work), and a look in a minute in which nothing was changed.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.calendar import WorkingHours
from bot.domain.people import ITSELF
from bot.domain.settings import WorkspaceSettings
from bot.use_cases import health_rounds
from bot.use_cases.session import Session
from storage.database import Database, UnitOfWork
from tests.bench.segments import large

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST = 10_000
LOOKS = 50


def _session(uow: UnitOfWork) -> Session:
    return Session(uow, ITSELF, NOW, WorkspaceSettings(), WorkingHours())


def _take_one(uow: UnitOfWork) -> health_rounds.Step | None:
    session = _session(uow)
    step = health_rounds.next_step(session)
    if step:
        health_rounds.take(session, step)
    return step


def rows(engine: str, database: Database) -> Iterator[tuple[str, str, str]]:
    """The table of one engine, row by row."""
    clock = time.process_time if engine == "sqlite" else time.perf_counter
    began, counted, longest = clock(), 0, 0.0
    while True:
        before = clock()
        step = database.write(_take_one)
        longest = max(longest, clock() - before)
        counted += len(step.customers) if step else 0
        if step and counted == FIRST:
            yield engine, f"the first {counted:,}", f"{clock() - began:.1f} s"
        if not step or not step.is_more:
            break
    yield engine, f"all {counted:,}", f"{clock() - began:.1f} s"
    yield engine, "the longest unit of work", f"{longest * 1000:.0f} ms"
    began = clock()
    for _ in range(LOOKS):
        with database.reading() as uow:
            health_rounds.next_step(_session(uow))
    yield engine, "a minute in which nothing changed", f"{(clock() - began) / LOOKS * 1000:.2f} ms"


def main(chosen: list[str]) -> None:
    """Print the tables."""
    for engine in chosen or ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory() as name, large(engine, Path(name)) as database:
            for row in rows(engine, database):
                sys.stdout.write(f"| {' | '.join(row)} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
