"""Lists of a large workspace: 100,000 customers with half a million touchpoints, each condition by itself.

`uv run python -m tests.bench.segments [sqlite|postgres]` prints for each condition and order how long it takes to count
who fits, and to read a page of them. A condition may take 100 ms.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import psycopg

from bot.domain.segment import EVERYBODY, Condition, Segment, Sorting
from storage import segments
from storage.database import Database, UnitOfWork
from tests import engines
from tests.cluster import Cluster

CUSTOMERS, TOUCHPOINTS = 100_000, 500_000
TODAY = date(2026, 11, 23)

_NUMBERS = "WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"


def _of(words: str, n: str = "n") -> str:
    """One of these words, by a number."""
    listed = words.split()
    return f"CASE {n} % {len(listed)} " + " ".join(f"WHEN {at} THEN '{one}'" for at, one in enumerate(listed)) + " END"


def _day(year: str, n: str) -> str:
    month, day = (f"(CASE WHEN {x} < 10 THEN '0' ELSE '' END || ({x}))" for x in (f"1 + ({n}) % 12", f"1 + ({n}) % 28"))
    return f"({year} || '-' || {month} || '-' || {day})"


CUSTOMERS_IN = (
    " INSERT INTO customers (id, name, kind, company, stage, tier, owner, backup_owner, channel, timezone, language,"  # noqa: S608  # ours
    " birth_month, birth_day, since, renewal, lifetime_value, cadence_days, wishes_ok, email_ok, do_not_contact,"
    " created_at, created_by, sort_key, lost_on)"
    f" SELECT n, 'Customer ' || n, {_of('person company')}, 'Company ' || (n % 5000),"
    f" {_of('awareness acquisition onboarding engagement retention advocacy')}, {_of('standard silver gold vip')},"
    " CASE WHEN n % 7 = 0 THEN NULL ELSE 'U' || (n % 50) END, CASE WHEN n % 3 = 0 THEN 'U' || (n % 40) END, '', '',"
    f" {_of('en de pt')}, 1 + n % 12, 1 + n % 28, {_day(_of('2021 2022 2023 2024 2025'), 'n')},"
    f" CASE WHEN n % 4 = 0 THEN {_day(_of('2026 2027', 'n / 4'), 'n / 4')} END,"
    " CASE WHEN n % 5 != 0 THEN n % 30000 END, CASE WHEN n % 2 = 0 THEN 30 + n % 3 * 30 END, 1, 1, 0,"
    " '2025-01-01T00:00:00.000000+00:00', 'U1', 'customer ' || n, CASE WHEN n % 20 = 0 THEN '2026-05-01' END"
    " FROM numbers"
)
TAGS_IN = (
    " INSERT INTO customer_tags (customer_id, tag) SELECT n, 'tag' || (n % 40) FROM numbers"
    " UNION ALL SELECT n, 'other' FROM numbers WHERE n % 3 = 0"
)
TOUCHPOINTS_IN = (
    " INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label, mood_phrases,"  # noqa: S608  # ours
    " mood_reason, category, logged_by, logged_at, source, link)"
    f" SELECT 1 + (CAST(n AS BIGINT) * 7919) % 90000, 'touchpoint', {_day(_of('2024 2025 2026 2026'), 'n')}, 'phone',"
    " 'in', 'called',"
    f" {_of('neutral neutral positive negative unscored')}, '[]', '', '', 'U1', '2026-01-01T00:00:00.000000+00:00',"
    " 'command', '' FROM numbers"
)
FOLLOW_UPS_IN = (
    " INSERT INTO followups (customer_id, kind, title, due, status, created_by, created_at, outcome)"  # noqa: S608  # ours
    f" SELECT n, {_of('complaint callback')}, 'x', '2026-11-20', {_of('done done open done cancelled')}, 'U1',"
    " '2026-01-01T00:00:00.000000+00:00', '' FROM numbers"
)
LABELS_IN = (
    "INSERT INTO mood_labels (touchpoint_id, label, labelled_by, labelled_at) SELECT id, 'neutral', 'U1', '2026-01-01'"
    " FROM touchpoints WHERE id % 100 = 0 AND id <= ?"
)
FIELDS_IN = (
    "INSERT INTO custom_fields (id, name, key, type, choices, position) SELECT n, 'Field ' || n, 'field-' || n,"
    " CASE n WHEN 1 THEN 'text' WHEN 2 THEN 'number' WHEN 3 THEN 'date' ELSE 'choice' END, '[]', n FROM numbers"
)
VALUES_IN = (
    "INSERT INTO customer_values (customer_id, field_id, value)"
    " SELECT id, 1, 'allergic to nuts ' || id FROM customers WHERE id <= ?"
    " UNION ALL SELECT id, 2, id % 100 || '.5' FROM customers UNION ALL SELECT id, 3, since FROM customers"
    " UNION ALL SELECT id, 4, 'Room ' || (id % 9) FROM customers"
)
FILL = (
    (_NUMBERS + CUSTOMERS_IN, CUSTOMERS),
    (_NUMBERS + TAGS_IN, CUSTOMERS),
    (_NUMBERS + TOUCHPOINTS_IN, TOUCHPOINTS),
    (_NUMBERS + FOLLOW_UPS_IN, CUSTOMERS),
    (LABELS_IN, TOUCHPOINTS),
    (_NUMBERS + FIELDS_IN, 4),
    (VALUES_IN, CUSTOMERS),
)
"""Statements, each with its number of rows."""

WORDS = {
    "sqlite": "INSERT INTO customers_fts (rowid, words) SELECT id, lower(name || ' ' || company) FROM customers",
    "postgres": (
        "INSERT INTO customers_fts (customer_id, words, lexemes) SELECT id, lower(name || ' ' || company),"
        " array_to_tsvector(string_to_array(lower(name || ' ' || company), ' ')) FROM customers"
    ),
}

ASKED = [
    *(("word", value) for value in ("cust", "company 77")),
    *(("tag", value) for value in ("tag7", "none")),
    *(("stage", "onboarding"), ("tier", "gold"), ("owner", "U7"), ("owner", "nobody"), ("backup", "U7")),
    *(("company", "COMPANY 77"), ("kind", "company"), ("language", "de"), ("silent", "60d"), ("silent", "700d")),
    *(("renewal", "90d"), ("renewal", "june"), ("birthday", "june"), ("birthday", "30d"), ("value", ">10000")),
    *(("since", ">2024-05-01"), ("lost", "yes"), ("complaint", "open"), ("mood", "negative"), ("mood", "neutral")),
    *(("cadence", "overdue"), ("field:1", "NUTS 77"), ("field:2", ">50"), ("field:3", "<2023-01-01")),
    ("field:4", "Room 4"),
]


@contextmanager
def large(engine: str, folder: Path) -> Iterator[Database]:
    """A database of that many customers."""
    cluster = Cluster() if engine == "postgres" else None
    if cluster:
        engines.chosen["url"] = cluster.url
    try:
        database = engines.open_database(folder / "T1.db")
        database.write(lambda uow: _fill(uow, engine))
        if cluster:
            with psycopg.connect(cluster.url, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
        yield database
        database.close()
    finally:
        if cluster:
            cluster.stop()


def _fill(uow: UnitOfWork, engine: str) -> None:
    for statement, rows in FILL:
        uow.execute(statement, (rows,))
    uow.execute(WORDS[engine])


def milliseconds(engine: str, database: Database, look: Callable[[UnitOfWork], object]) -> float:
    """The middle one of three: of SQLite the processor's time, which others on the machine do not change."""
    clock = time.process_time if engine == "sqlite" else time.perf_counter
    took = []
    for _ in range(3):
        started = clock()
        with database.reading() as uow:
            look(uow)
        took.append((clock() - started) * 1000)
    return sorted(took)[1]


def rows(engine: str, database: Database) -> Iterator[tuple[str, ...]]:
    """The table of one engine, row by row."""
    yield from ((engine, "fit", "count, ms", "not so, ms", "page, ms"), ("---",) * 5)
    for kind, value in ASKED:
        segment, opposite = (Segment((Condition(kind, value, is_not),)) for is_not in (False, True))
        with database.reading() as uow:
            fit = segments.count(uow, segment, TODAY)
        took = [
            milliseconds(engine, database, partial(segments.count, segment=segment, today=TODAY)),
            milliseconds(engine, database, partial(segments.count, segment=opposite, today=TODAY)),
            milliseconds(engine, database, partial(segments.page, segment=segment, today=TODAY, offset=fit // 2)),
        ]
        yield (f"{kind}:{value}", f"{fit:,}", *(f"{each:.0f}" for each in took))
    for sorting in Sorting:
        look = partial(segments.page, segment=EVERYBODY, today=TODAY, sorting=sorting)
        yield (f"by {sorting.value}", f"{CUSTOMERS:,}", "", "", f"{milliseconds(engine, database, look):.0f}")


def main(chosen: list[str]) -> None:
    """Print the tables."""
    for engine in chosen or ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory() as name, large(engine, Path(name)) as database:
            sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in rows(engine, database))


if __name__ == "__main__":
    main(sys.argv[1:])
