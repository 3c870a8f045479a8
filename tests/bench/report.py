"""The figures of a year (bot/use_cases/figures.py), over so many touchpoints of it and as many of the year before.

`uv run --group dev python -m tests.bench.report [1000000]` prints the table of docs/bench.md, for SQLite and (where its
programs are) for PostgreSQL. Of the touches one in fifty is a complaint, claimed and put right, and one in ten has a
follow-up; for every fifty there is a customer. "Again" is with every day of the last month marked, as after an import.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import psycopg
from pydantic import SecretStr

from bot.domain.calendar import WorkingHours
from bot.domain.figures import Figures
from bot.domain.people import ITSELF
from bot.domain.segment import Condition, Segment
from bot.domain.settings import USUAL
from bot.domain.span import Span
from bot.use_cases.figures import count_some, figures_of
from bot.use_cases.session import Session
from storage import followup_facts, rollups
from storage.database import Database, UnitOfWork
from storage.engines.postgres import PostgresDatabase
from storage.engines.sqlite import SqliteDatabase
from tests.cluster import Cluster
from tests.fake_clock import MONDAY_NINE

ZONE = "Europe/Lisbon"
TODAY = MONDAY_NINE.date()
YEAR = Span.ending(TODAY, 365)
DAYS = 730

_NUMBERS = "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?)"
_DAY = f"(SELECT d.day FROM bench_days AS d WHERE d.i = n.i * 7919 % {DAYS})"  # noqa: S608  # ours
_CUSTOMERS = f"""{_NUMBERS}
    INSERT INTO customers (name, kind, company, stage, tier, channel, timezone, language, wishes_ok, email_ok,
        do_not_contact, created_at, created_by, sort_key, since, lost_on, lifetime_value)
    SELECT 'Customer ' || n.i, 'person', '', 'engagement', CASE WHEN n.i % 10 = 0 THEN 'gold' ELSE 'standard' END,
        '', '', '', 1, 1, 0, '2024-01-01T10:00:00.000000+00:00', 'U0ANA', 'customer', '2024-02-03',
        CASE WHEN n.i % 20 = 0 THEN {_DAY} END, n.i % 1000 FROM numbers AS n"""  # noqa: S608  # ours
_TOUCHES = f"""{_NUMBERS}
    INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label, mood_phrases,
        mood_reason, category, rating_scale, rating_value, logged_by, logged_at, source, link)
    SELECT 1 + n.i % CUSTOMERS,
        CASE n.i % 50 WHEN 0 THEN 'complaint' WHEN 7 THEN 'rating' WHEN 8 THEN 'rating' ELSE 'touchpoint' END, {_DAY},
        CASE n.i % 7 WHEN 0 THEN 'email' WHEN 1 THEN 'chat' WHEN 2 THEN 'in person' WHEN 3 THEN 'other'
            ELSE 'phone' END,
        '', 'called about the delivery of tomorrow', CASE n.i % 11 WHEN 0 THEN 'negative' WHEN 1 THEN 'positive'
            WHEN 2 THEN 'unscored' ELSE 'neutral' END,
        '[]', '', CASE n.i % 150 WHEN 0 THEN 'delivery' ELSE '' END,
        CASE n.i % 50 WHEN 7 THEN 'csat' WHEN 8 THEN 'nps' END,
        CASE n.i % 50 WHEN 7 THEN 1 + n.i / 50 % 5 WHEN 8 THEN n.i / 50 % 11 END,
        'U0ANA', {_DAY} || 'T10:00:00.000000+00:00', 'command', '' FROM numbers AS n"""  # noqa: S608  # ours
_FOLLOW_UPS = """
    INSERT INTO followups (customer_id, kind, title, due, status, assignee, assigned_at, created_by, created_at,
        outcome, touchpoint_id, acknowledged_at, closed_at, promised_on)
    SELECT customer_id, CASE WHEN kind = 'complaint' THEN kind WHEN id % 40 = 10 THEN 'thank-you' ELSE 'other' END,
        'call back', happened_on, 'done', 'U0ANA', logged_at, 'U0ANA', logged_at, '', id,
        happened_on || 'T11:' || substr('' || (10 + id % 50), 1, 2) || ':00.000000+00:00',
        happened_on || 'T15:' || substr('' || (10 + id % 40), 1, 2) || ':00.000000+00:00',
        CASE WHEN id % 100 = 20 THEN happened_on END FROM touchpoints WHERE kind = 'complaint' OR id % 10 = 0"""
_ENTRIES = """
    INSERT INTO audit (at, actor, action, subject_kind, subject_id, customer_id)
    SELECT f.acknowledged_at, 'U0ANA', 'follow-up ' || a.verb, 'followup', f.id, f.customer_id FROM followups AS f
    CROSS JOIN (SELECT 'claimed' AS verb UNION ALL SELECT 'done') AS a"""
_RESOLUTIONS = """
    INSERT INTO resolutions (followup_id, resolution, apology, compensation, root_cause, resolved_at, resolved_by)
    SELECT id, 'a new one', '', '', 'our mistake', closed_at, 'U0ANA' FROM followups WHERE kind = 'complaint'"""


@dataclass(frozen=True)
class Found:
    """Seconds. `once`: before anything is counted; `counted`: the whole recount; `again`: a month marked."""

    touches: int
    once: float
    uncounted: int
    counted: float
    report: float
    again: float
    segment: float
    is_right: bool


def fill(uow: UnitOfWork, touches: int) -> None:
    """So many touches in each of two years, and what belongs to them."""
    uow.execute("CREATE TEMP TABLE bench_days (i INTEGER PRIMARY KEY, day TEXT)")
    for number in range(DAYS):
        uow.execute("INSERT INTO bench_days (i, day) VALUES (?, ?)", (number, str(TODAY - timedelta(days=number))))
    customers = max(1, touches // 50)
    if touches:
        uow.execute(_CUSTOMERS, (customers,))
        uow.execute(_TOUCHES.replace("CUSTOMERS", str(customers)), (2 * touches,))
        for statement in (_FOLLOW_UPS, _ENTRIES, _RESOLUTIONS):
            uow.execute(statement)
    rollups.mark_all(uow)
    followup_facts.mark_all(uow)


def session(uow: UnitOfWork) -> Session:
    """Whoever looks."""
    return Session(uow, replace(ITSELF, tz=ZONE), MONDAY_NINE, USUAL, WorkingHours(ZONE))


def looked(database: Database, segment: Segment | None = None) -> Figures:
    """The year."""
    with database.reading() as uow:
        return figures_of(session(uow), YEAR, segment)


def timed(what: Callable[[], object]) -> float:
    """The best of three, as others are at work on this machine."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        what()
        times.append(time.perf_counter() - started)
    return min(times)


def count(database: Database) -> None:
    """All that is marked, as the job does it."""
    while database.write(lambda uow: count_some(session(uow))):
        pass


def measure(database: Database, touches: int) -> Found:
    """One size."""
    once = timed(lambda: looked(database))
    uncounted = looked(database).uncounted
    started = time.perf_counter()
    count(database)
    counted = time.perf_counter() - started
    report = timed(lambda: looked(database))
    gold = Segment.of(Condition("tier", "gold"))
    by_segment = timed(lambda: looked(database, gold))
    with database.reading() as uow:
        is_right = rollups.touches(uow, YEAR, []) == rollups.touches_of(uow, YEAR)
    for back in range(31):
        database.write(lambda uow, on=TODAY - timedelta(days=back): rollups.mark(uow, on))  # type: ignore[misc]  # mypy takes no default there
    return Found(touches, once, uncounted, counted, report, timed(lambda: looked(database)), by_segment, is_right)


@contextmanager
def filled(engine: str, touches: int) -> Iterator[Database]:
    """A database of so many touches a year."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster() if engine == "postgres" else None
        database: Database = (
            PostgresDatabase(SecretStr(cluster.url), "T1") if cluster else SqliteDatabase(Path(folder) / "T1.db")
        )
        try:
            database.write(lambda uow: fill(uow, touches))
            if cluster:
                with psycopg.connect(cluster.url, autocommit=True) as connection:
                    connection.execute("VACUUM ANALYZE")
            yield database
        finally:
            database.close()
            if cluster:
                cluster.stop()


HEAD = (
    *("engine", "touches a year", "report, s", "a month marked, s", "tenth of the customers, s", "recount, s"),
    *("before it, s", "missing then", "right"),
)


def main(chosen: list[str]) -> None:
    """Prints a row as soon as it is measured."""
    sizes = [int(one) for one in chosen if one.isdigit()] or [0, 1, 100_000, 1_000_000]
    engines = [one for one in chosen if not one.isdigit()] or ["sqlite", "postgres"]
    sys.stdout.write(f"| {' | '.join(HEAD)} |\n| {' | '.join('---' for _ in HEAD)} |\n")
    for engine in engines:
        for touches in sizes:
            with filled(engine, touches) as database:
                found = measure(database, touches)
            times = (found.report, found.again, found.segment, found.counted, found.once)
            cells = [
                engine,
                f"{touches:,}",
                *(f"{one:.3f}" for one in times),
                str(found.uncounted),
                str(found.is_right),
            ]
            sys.stdout.write(f"| {' | '.join(cells)} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
