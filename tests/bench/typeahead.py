"""The search field over a thousand customers and over a million, in turns; on each engine.

`uv run --group dev python -m tests.bench.typeahead` prints the table of docs/bench.md.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
from pydantic import SecretStr

from storage.database import Database
from storage.engines.postgres import PostgresDatabase
from storage.engines.sqlite import SqliteDatabase
from tests.bench.scale import fill, look_up, timed, typed
from tests.cluster import Cluster

FEW, MANY = 1_000, 1_000_000
ROUNDS = 5
"""Of each size the best round counts: what else the machine does makes a round slower, never faster."""


@dataclass(frozen=True)
class Speed:
    """Milliseconds. `busy` is the p99 of this process's processor time: with SQLite all that a search costs."""

    p50: float
    p99: float
    busy: float


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
                found[number].write(partial(fill, engine=engine, number=number))
            if cluster:
                with psycopg.connect(cluster.url, autocommit=True) as connection:
                    connection.execute("VACUUM ANALYZE")
            yield found
        finally:
            for database in found.values():
                database.close()
            if cluster:
                cluster.stop()


def round_of(database: Database, number: int) -> Speed:
    """Five hundred times somebody types."""
    took, busy = [], []
    for said in typed(number):
        began = time.process_time()
        took.append(timed(partial(look_up, database, said)) * 1000)
        busy.append((time.process_time() - began) * 1000)
    last = int(len(took) * 0.99)
    return Speed(sorted(took)[len(took) // 2], sorted(took)[last], sorted(busy)[last])


def measure(engine: str) -> dict[int, Speed]:
    """By size the best of the rounds."""
    with sizes(engine) as databases:
        rounds = [{number: round_of(databases[number], number) for number in databases} for _ in range(ROUNDS)]
    return {number: min((one[number] for one in rounds), key=lambda speed: speed.p99) for number in (FEW, MANY)}


def main(chosen: list[str]) -> None:
    sys.stdout.write("| engine | customers | p50 ms | p99 ms | busy, p99 ms |\n| --- | --- | --- | --- | --- |\n")
    for engine in chosen or ["sqlite", "postgres"]:
        for number, speed in measure(engine).items():
            sys.stdout.write(f"| {engine} | {number:,} | {speed.p50:.1f} | {speed.p99:.1f} | {speed.busy:.1f} |\n")


if __name__ == "__main__":
    main(sys.argv[1:])
