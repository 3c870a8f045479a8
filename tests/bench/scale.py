"""One workspace that is large: a search field over a million customers, the digests of ten thousand people.

`uv run python -m tests.bench.scale` prints the table of docs/scale.md, for SQLite and (where its programs are) for
PostgreSQL, each in its turn.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import psycopg
from pydantic import SecretStr

import jobs
from bot.app import Rapport, build
from bot.domain.customers import Customer
from bot.domain.people import Person
from bot.sandbox.run import settings
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from storage import people, typeahead
from storage.database import Database, UnitOfWork
from tests.cluster import Cluster
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.team import ANA

CUSTOMERS, STAFF, LINES = 1_000_000, 10_000, 3
LETTERS = [consonant + vowel for consonant in "bdfghklmnprstv" for vowel in "aeio"]

FILL = {
    "customers": (
        "INSERT INTO customers (name, kind, company, stage, tier, channel, timezone, language, wishes_ok, email_ok,"
        " do_not_contact, created_at, created_by, sort_key)"
        " SELECT f.word || ' ' || l.word, :kind, '', :stage, :tier, :channel, '', '', 1, 1, 0, :now, 'U0ANA',"
        " f.word || ' ' || l.word FROM firsts f CROSS JOIN lasts l"
    ),
    "customer_keys": (
        "INSERT INTO customer_keys (customer_id, kind, position, written, folded)"
        " SELECT id, 'name', 0, name, sort_key FROM customers"
    ),
    "customer_words": "INSERT INTO customer_words (word) SELECT word FROM firsts UNION SELECT word FROM lasts",
}
WORDS_IN = {
    "sqlite": "INSERT INTO customers_fts (rowid, words) SELECT id, sort_key FROM customers",
    "postgres": (
        "INSERT INTO customers_fts (customer_id, words, lexemes)"
        " SELECT id, sort_key, array_to_tsvector(string_to_array(sort_key, ' ')) FROM customers"
    ),
}


@dataclass(frozen=True)
class Found:
    """Seconds."""

    p50: float
    p99: float
    digests: float
    tick: float
    lines: int


def words(seed: int, number: int) -> list[str]:
    """So many different made-up names."""
    chance = random.Random(seed)  # noqa: S311  # a seed, not a secret
    found: set[str] = set()
    while len(found) < number:
        found.add("".join(chance.choices(LETTERS, k=chance.randint(2, 4))))
    return sorted(found)


def fill(uow: UnitOfWork, engine: str, number: int = CUSTOMERS) -> None:
    """So many customers, by as many first names as last ones."""
    for table, seed in (("firsts", 1), ("lasts", 2)):
        uow.execute(f"CREATE TEMP TABLE {table} (word TEXT)")
        for word in words(seed, int(number**0.5)):
            uow.execute(f"INSERT INTO {table} (word) VALUES (?)", (word,))  # noqa: S608  # ours
    usual = Customer(0, "")
    told = {"kind": usual.kind, "stage": usual.stage, "tier": usual.tier, "channel": usual.channel}
    uow.execute(FILL["customers"], {**told, "now": MONDAY_NINE.isoformat()})
    for statement in (FILL["customer_keys"], FILL["customer_words"], WORDS_IN[engine]):
        uow.execute(statement)


def employ(uow: UnitOfWork) -> None:
    """Ten thousand people, each with so many things to do that are overdue."""
    known = MONDAY_NINE - timedelta(days=1)
    for number in range(STAFF):
        people.save(uow, Person(f"U{number:06}", f"Person {number}", tz="Europe/Lisbon"), known)
        for line in range(LINES):
            uow.execute(
                "INSERT INTO followups (customer_id, kind, title, due, status, assignee, assigned_at, created_by,"
                " created_at, outcome) VALUES (?, 'other', 'send it', '2026-11-20', 'open', ?, ?, 'U0ANA', ?, '')",
                (1 + number * LINES + line, f"U{number:06}", known.isoformat(), known.isoformat()),
            )


def typed(number: int = CUSTOMERS) -> Iterator[str]:
    """What people type into a search field: a letter or more of one word or two, with a slip now and then."""
    each = int(number**0.5)
    chance = random.Random(5)  # noqa: S311  # a seed, not a secret
    firsts, lasts = words(1, each), words(2, each)
    for _ in range(500):
        name = f"{chance.choice(firsts)} {chance.choice(lasts)}"
        begun = name[: chance.randint(1, len(name))]
        at = chance.randrange(len(begun))
        yield begun[:at] + "x" + begun[at + 1 :] if chance.random() < 0.1 else begun  # one in ten


def timed(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def look_up(database: Database, said: str) -> None:
    with database.reading() as uow:
        typeahead.suggestions(uow, said, ANA)


@contextmanager
def large(engine: str, folder: Path) -> Iterator[tuple[Rapport, FakeClock]]:
    """A bot of a large workspace, early on a Monday."""
    cluster = Cluster() if engine == "postgres" else None
    clock = FakeClock(MONDAY_NINE - timedelta(hours=2))
    sandbox = Sandbox(clock)
    server = SandboxServer(sandbox)
    url = SecretStr(cluster.url) if cluster else None
    rapport = build(settings(server.start(), folder).model_copy(update={"database": url}), clock=clock)
    try:
        rapport.database.write(lambda uow: fill(uow, engine))
        rapport.database.write(employ)
        if cluster:
            with psycopg.connect(cluster.url, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
        yield rapport, clock
    finally:
        rapport.stop()
        server.stop()
        if cluster:
            cluster.stop()


def measure(engine: str) -> Found:
    """One engine."""
    with tempfile.TemporaryDirectory() as name, large(engine, Path(name)) as (rapport, clock):
        times = sorted(timed(partial(look_up, rapport.database, said)) for said in typed())
        clock.set(MONDAY_NINE)
        took = timed(lambda: jobs.run(rapport.deps, [jobs.digest.send]))
        ticked = timed(rapport.tick)
        with rapport.database.reading() as uow:
            [row] = uow.rows("SELECT count(*) AS n FROM ledger WHERE kind = 'follow-up'")
        return Found(times[len(times) // 2], times[int(len(times) * 0.99)], took, ticked, int(row["n"]))


HEAD = ("engine", "search field, p50 ms", "p99 ms", "digests, s", "the tick after, s", "lines in them")


def main(chosen: list[str]) -> None:
    rows: list[tuple[str, ...]] = [HEAD, ("---",) * len(HEAD)]
    for engine in chosen or ["sqlite", "postgres"]:
        found = measure(engine)
        rows.append(
            (
                engine,
                f"{found.p50 * 1000:.1f}",
                f"{found.p99 * 1000:.1f}",
                f"{found.digests:.1f}",
                f"{found.tick:.1f}",
                str(found.lines),
            )
        )
    sys.stdout.write("".join(f"| {' | '.join(row)} |\n" for row in rows))


if __name__ == "__main__":
    main(sys.argv[1:])
