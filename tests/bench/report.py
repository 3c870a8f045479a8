"""The report and its figures, over so many touchpoints of a year and as many of the year before, in their order.

`uv run --group dev python -m tests.bench.report [1000000] [sqlite]` prints what docs/bench.md tells of. Of the touches
one in fifty is a complaint, claimed and put right, and one in ten has a follow-up; of both a few are open. For every
fifty there is a customer.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import psycopg
from pydantic import SecretStr

from bot.domain.calendar import WorkingHours
from bot.domain.people import ITSELF
from bot.domain.reported import Period, ReportPlace
from bot.domain.segment import Condition, Segment
from bot.domain.settings import USUAL
from bot.domain.span import Span
from bot.use_cases.figures import count_some, figures_of
from bot.use_cases.report import report_of
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
TENTH = Segment.of(Condition("tier", "gold"))
DAYS = 730
FEW, MANY = 100_000, 1_000_000
MOST_S = 1.0
"""What a report of MANY touches a year may take (issue 14)."""

OF_TENTH, MARKED = "figures of a year, a tenth of the customers", "figures of a year, a month marked"
BESIDE = (OF_TENTH, MARKED)
"""What is beside the target: counted from the touches themselves, of a list, and for a minute after an import."""

_NUMBERS = "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?)"
_ANY_DAY = f"(SELECT d.day FROM bench_days AS d WHERE d.i = n.i * 7919 % {DAYS})"  # noqa: S608  # ours
_DAY = f"(SELECT d.day FROM bench_days AS d WHERE d.i = {DAYS - 1} - (n.i - 1) * {DAYS} / TOUCHES)"  # noqa: S608  # ours
_CUSTOMERS = f"""{_NUMBERS}
    INSERT INTO customers (name, kind, company, stage, tier, channel, timezone, language, wishes_ok, email_ok,
        do_not_contact, created_at, created_by, sort_key, since, lost_on, lifetime_value)
    SELECT 'Customer ' || n.i, 'person', '', 'engagement', CASE WHEN n.i % 10 = 0 THEN 'gold' ELSE 'standard' END,
        '', '', '', 1, 1, 0, '2024-01-01T10:00:00.000000+00:00', 'U0ANA', 'customer', '2024-02-03',
        CASE WHEN n.i % 20 = 0 THEN {_ANY_DAY} END, n.i % 1000 FROM numbers AS n"""  # noqa: S608  # ours
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
        'call back', happened_on, CASE WHEN id % 1000 = 30 OR id % 10000 = 50 THEN 'open' ELSE 'done' END, 'U0ANA',
        logged_at, 'U0ANA', logged_at, '', id,
        happened_on || 'T11:' || (10 + id % 50) || ':00.000000+00:00',
        CASE WHEN id % 1000 = 30 OR id % 10000 = 50 THEN NULL
            ELSE happened_on || 'T15:' || (10 + id % 40) || ':00.000000+00:00' END,
        CASE WHEN id % 100 = 20 THEN happened_on END FROM touchpoints WHERE kind = ? OR id % 10 = 0"""
_ENTRIES = """
    INSERT INTO audit (at, actor, action, subject_kind, subject_id, customer_id)
    SELECT f.acknowledged_at, 'U0ANA', 'follow-up ' || a.verb, 'followup', f.id, f.customer_id FROM followups AS f
    CROSS JOIN (SELECT 'claimed' AS verb UNION ALL SELECT 'done') AS a"""
_RESOLUTIONS = """
    INSERT INTO resolutions (followup_id, resolution, apology, compensation, root_cause, resolved_at, resolved_by)
    SELECT id, 'a new one', '', '', 'our mistake', closed_at, 'U0ANA' FROM followups
    WHERE kind = ? AND closed_at IS NOT NULL"""

_INDEXES = {
    "sqlite": "SELECT name, sql AS made_by FROM sqlite_master WHERE type = 'index' AND tbl_name = 'touchpoints'",
    "postgres": "SELECT indexname AS name, indexdef AS made_by FROM pg_indexes WHERE tablename = 'touchpoints'"
    " AND schemaname = current_schema() AND indexname <> 'touchpoints_pkey'",
}


@dataclass(frozen=True)
class Found:
    """One size. Seconds of processor time: `looks` by what is looked at, `waited` those of the clock for the same.

    `counted`: all of the first count, `units` units of work, of which none took longer than `longest`. `is_right`: what
    was counted is what the touches say.
    """

    looks: dict[str, float]
    waited: dict[str, float]
    counted: float
    units: int
    longest: float
    is_right: bool

    @property
    def slowest(self) -> float:
        """Of the figures of everybody in a year, and of the reports that there are."""
        return max(busy for name, busy in self.looks.items() if name not in BESIDE)


def fill(uow: UnitOfWork, touches: int, engine: str) -> None:
    """So many touches in each of two years, and what belongs to them."""
    uow.execute("CREATE TEMP TABLE bench_days (i INTEGER PRIMARY KEY, day TEXT)")
    for number in range(DAYS):
        uow.execute("INSERT INTO bench_days (i, day) VALUES (?, ?)", (number, str(TODAY - timedelta(days=number))))
    customers = max(1, touches // 50)
    if touches:
        uow.execute(_CUSTOMERS, (customers,))
        number = 2 * touches
        with without_indexes(uow, engine):
            uow.execute(_TOUCHES.replace("CUSTOMERS", str(customers)).replace("TOUCHES", str(number)), (number,))
        uow.execute(_FOLLOW_UPS, ("complaint",))
        uow.execute(_ENTRIES)
        uow.execute(_RESOLUTIONS, ("complaint",))
    rollups.mark_all(uow)
    followup_facts.mark_all(uow)


@contextmanager
def without_indexes(uow: UnitOfWork, engine: str) -> Iterator[None]:
    """Those of touchpoints are made when all rows are there, by sorting: a tenth of the time on each engine."""
    kept = uow.rows(_INDEXES[engine])
    for row in kept:
        uow.execute(f"DROP INDEX {row['name']}")
    yield
    for row in kept:
        uow.execute(row["made_by"])


def session(uow: UnitOfWork) -> Session:
    """Whoever looks."""
    return Session(uow, replace(ITSELF, tz=ZONE), MONDAY_NINE, USUAL, WorkingHours(ZONE))


class Used:
    """Processor time used so far: this process's, and the server's where there is one, to a hundredth of a second."""

    def __init__(self, cluster: Cluster | None) -> None:
        self._server = cluster.pid if cluster else 0

    def seconds(self) -> float:
        """Of both."""
        return time.process_time() + (self._of_server() if self._server else 0)

    def _of_server(self) -> float:
        """Its processes of now, and those that ended, which it waited for (proc(5): utime, stime, cutime, cstime)."""
        children = Path(f"/proc/{self._server}/task/{self._server}/children").read_text().split()
        ticks = sum(sum(_times(pid)[:2]) for pid in children) + sum(_times(str(self._server)))
        return ticks / os.sysconf("SC_CLK_TCK")


def _times(pid: str) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(one) for one in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]]
    return [0] * 4


def timed(used: Used, what: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time and of the clock: the best of three, as others are at work on this machine."""
    found = []
    for _ in range(3):
        began, busy = time.perf_counter(), used.seconds()
        what()
        found.append((used.seconds() - busy, time.perf_counter() - began))
    return min(one for one, _ in found), min(one for _, one in found)


def count(database: Database, used: Used) -> list[float]:
    """All that is marked, as the job does it. Gives the processor time of each unit of work."""
    units, is_more = [], True
    while is_more:
        busy = used.seconds()
        is_more = database.write(lambda uow: count_some(session(uow)))
        units.append(used.seconds() - busy)
    return units


def looks(database: Database) -> dict[str, Callable[[], object]]:
    """What there is to look at."""

    def look(what: Callable[[Session], object]) -> Callable[[], object]:
        def once() -> object:
            with database.reading() as uow:
                return what(session(uow))

        return once

    def report(period: Period, *, for_leads: bool) -> Callable[[], object]:
        return look(lambda asked: report_of(asked, ReportPlace(period), for_leads=for_leads))

    every: dict[str, Callable[[], object]] = {
        "figures of a year": look(lambda asked: figures_of(asked, YEAR)),
        OF_TENTH: look(lambda asked: figures_of(asked, YEAR, TENTH)),
    }
    for period in (Period.WEEK, Period.MONTH, Period.QUARTER):  # those of the calendar are about as long
        every[f"{period}, a lead's"] = report(period, for_leads=True)
        every[f"{period}, a member's"] = report(period, for_leads=False)
    quarter = ReportPlace(Period.QUARTER)
    every["quarter, a lead's, a tenth of the customers"] = look(
        lambda asked: report_of(asked, quarter, TENTH, for_leads=True)
    )
    return every


def measure(database: Database, used: Used) -> Found:
    """One size: the first count, each look, and the year again with a month of days marked, as after an import."""
    units = count(database, used)
    times = {name: timed(used, what) for name, what in looks(database).items()}
    with database.reading() as uow:
        is_right = rollups.touches(uow, YEAR, []) == rollups.touches_of(uow, YEAR)
    for back in range(31):
        database.write(lambda uow, on=TODAY - timedelta(days=back): rollups.mark(uow, on))  # type: ignore[misc]  # mypy takes no default there
    times[MARKED] = timed(used, looks(database)["figures of a year"])
    busy, waited = ({name: both[place] for name, both in times.items()} for place in (0, 1))
    return Found(busy, waited, sum(units), len(units), max(units), is_right)


@contextmanager
def filled(engine: str, touches: int) -> Iterator[tuple[Database, Used]]:
    """A database of so many touches a year."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster() if engine == "postgres" else None
        database: Database = (
            PostgresDatabase(SecretStr(cluster.url), "T1") if cluster else SqliteDatabase(Path(folder) / "T1.db")
        )
        try:
            database.write(lambda uow: fill(uow, touches, engine))
            if cluster:
                with psycopg.connect(cluster.url, autocommit=True) as connection:
                    connection.execute("VACUUM ANALYZE")
            yield database, Used(cluster)
        finally:
            database.close()
            if cluster:
                cluster.stop()


def main(chosen: list[str]) -> None:
    """Prints a size as soon as it is measured."""
    sizes = [int(one) for one in chosen if one.isdigit()] or [0, 1, FEW, MANY]
    engines = [one for one in chosen if not one.isdigit()] or ["sqlite", "postgres"]
    sys.stdout.write(
        "| engine | touches a year | what | processor, ms | clock, ms |\n| --- | --- | --- | --- | --- |\n"
    )
    for engine in engines:
        for touches in sizes:
            with filled(engine, touches) as (database, used):
                found = measure(database, used)
            where = f"| {engine} | {touches:,} |"
            for name, busy in found.looks.items():
                sys.stdout.write(f"{where} {name} | {busy * 1000:.1f} | {found.waited[name] * 1000:.1f} |\n")
            counted = f"first count, {found.units} units, the longest {found.longest * 1000:.0f} ms"
            is_right = "right" if found.is_right else "WRONG"
            sys.stdout.write(f"{where} {counted}, {is_right} | {found.counted * 1000:.0f} | |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
