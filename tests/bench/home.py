"""The Home tab of somebody who has very much to do, beside that of somebody with ten follow-ups; on each engine.

`uv run --group dev python -m tests.bench.home` prints the table. What is timed is ours: reading, and making the view;
Slack's answer to views.publish comes on top.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from pydantic import SecretStr

from bot.domain.calendar import WorkingHours
from bot.domain.customers import Birthday, Customer
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.home import TEAM
from bot.domain.mood import Mood
from bot.domain.people import Person
from bot.domain.settings import WorkspaceSettings
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.use_cases.open_homes import used
from bot.use_cases.session import Session
from bot.views.home import home
from storage import customers, followups, touchpoints
from storage.database import Database, UnitOfWork
from storage.engines.postgres import PostgresDatabase
from storage.engines.sqlite import SqliteDatabase
from tests.cluster import Cluster

FEW, MANY = 10, 10_000
ROUNDS, A_ROUND = 5, 10
"""Of each size the best round counts: what else the machine does makes a round slower, never faster."""

MOST_MS = 300
"""What a Home tab may take of our own time, with MANY open follow-ups."""

NOW = datetime(2026, 11, 26, 15, tzinfo=UTC)
TODAY = NOW.date()
ANA = Person("U0ANA", "Ana Silva", "Europe/Lisbon")
"""Who has nine of ten follow-ups; nobody has the tenth."""

MOOD = Mood(None, "unscored")


def fill(uow: UnitOfWork, number: int) -> None:
    """So many open follow-ups, most overdue, over a tenth as many customers who were touched twice each."""
    many = max(number // 10, 1)
    born = [Birthday(11 + (n % 60 > 30), 1 + n % 30) for n in range(many)]
    new = [Customer(0, f"Customer {n}", owner=ANA.id, birthday=born[n]) for n in range(many)]
    ids = customers.add_all(uow, new, ANA.id, NOW)
    for n in range(2 * many):
        day = NOW - timedelta(days=n % 90)
        touchpoints.add(
            uow,
            Touchpoint(
                *(0, TouchpointKind.TOUCHPOINT, ids[n % many], day.date(), "phone", "", MOOD, ANA.id, day, "command")
            ),
        )
    kinds = [FollowUpKind.OTHER, FollowUpKind.CALLBACK, FollowUpKind.COMPLAINT, FollowUpKind.THANK_YOU]
    for n in range(number):
        kind, assignee = kinds[n % 4], None if n % 10 == 0 else ANA.id
        deadline = NOW - timedelta(hours=n % 400) if kind is FollowUpKind.COMPLAINT else None
        due = TODAY - timedelta(days=n % 30 - 3)
        followups.add(
            uow,
            FollowUp(0, ids[n % many], kind, "call back", due, ANA.id, NOW, deadline=deadline, assignee=assignee),
        )


def draw(database: Database, whose: str) -> int:
    """Once as a request does it. Gives the size of the view in bytes."""
    with database.reading() as uow:
        session = Session(uow, ANA, NOW, WorkspaceSettings(), WorkingHours())
        return len(json.dumps(home(used(session, whose).seen)))


@contextmanager
def sizes(engine: str) -> Iterator[dict[int, Database]]:
    """A database of each size."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster() if engine == "postgres" else None
        found: dict[int, Database] = {}
        try:
            for number in (FEW, MANY):
                found[number] = (
                    PostgresDatabase(SecretStr(cluster.url), f"T{number}")
                    if cluster
                    else SqliteDatabase(Path(folder) / f"T{number}.db")
                )
                found[number].write(partial(fill, number=number))
            yield found
        finally:
            for database in found.values():
                database.close()
            if cluster:
                cluster.stop()


def measure(engine: str) -> dict[tuple[int, str], float]:
    """(how many follow-ups, whose) -> milliseconds of a drawing: the median of the best round."""
    best: dict[tuple[int, str], float] = {}
    with sizes(engine) as databases:
        for _ in range(ROUNDS):
            for number, database in databases.items():
                for whose in ("", TEAM):
                    usual = median(_timed_ms(database, whose) for _ in range(A_ROUND))
                    best[number, whose] = min(usual, best.get((number, whose), usual))
    return best


def _timed_ms(database: Database, whose: str) -> float:
    began = time.perf_counter()
    draw(database, whose)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print both engines, each size beside the floor."""
    for engine in sys.argv[1:] or ("sqlite", "postgres"):
        found = measure(engine)
        for whose in ("", TEAM):
            floor, much = found[FEW, whose], found[MANY, whose]
            print(  # noqa: T201  # a table to read
                f"{engine:9} {whose or 'mine':5} {FEW}: {floor:6.1f} ms  {MANY:,}: {much:6.1f} ms"
                f"  {much / floor:.1f} times"
            )


if __name__ == "__main__":
    main()
