"""What an encrypted database costs: the same work on a plain one and an encrypted one, in turns, in one run.

Processor time is measured: encrypting costs that, and nothing else; as many bytes go to the disk, as often.
`uv run python -m tests.bench.encryption` prints the table of docs/bench.md.
"""

import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pydantic import SecretStr

from bot.domain.customers import Customer
from storage import customers, search
from storage.backup import backup
from storage.engines.sqlite import SqliteDatabase
from tests.fake_clock import MONDAY_NINE

CUSTOMERS, ROUNDS, TIMES = 5_000, 7, 200
FIRST = ("Ada", "Ben", "Chloe", "Dana", "Emil", "Fei", "Greta", "Hugo", "Ines", "Jonas")
LAST = ("Reyes", "Lindgren", "Vogel", "Okafor", "Silva", "Moreau", "Tanaka", "Novak", "Haddad", "Byrne")


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time for each of what is measured, the best of several rounds; bytes."""

    seconds: dict[str, float]
    size: int


def measure() -> dict[str, Cost]:
    """By "plain" and "encrypted"."""
    keys = {"plain": None, "encrypted": SecretStr(secrets.token_hex(32))}
    with tempfile.TemporaryDirectory() as name:
        databases = {kind: _filled(Path(name) / kind / "T0.db", key) for kind, key in keys.items()}
        rounds: dict[str, list[dict[str, float]]] = {kind: [] for kind in keys}
        for _ in range(ROUNDS):
            for kind, database in databases.items():
                rounds[kind].append(_round(database, keys[kind]))
        for database in databases.values():
            database.close()
        return {
            kind: Cost(
                {what: min(one[what] for one in found) for what in found[0]}, databases[kind].path.stat().st_size
            )
            for kind, found in rounds.items()
        }


def _filled(path: Path, key: SecretStr | None) -> SqliteDatabase:
    database = SqliteDatabase(path, key)
    with database.unit_of_work() as uow:
        for number in range(CUSTOMERS):
            name = f"{FIRST[number % 10]} {LAST[number // 10 % 10]} {number}"
            customers.add(uow, Customer(0, name, company=f"Company {number % 97}"), "U0ANA", MONDAY_NINE)
    return database


def _round(database: SqliteDatabase, key: SecretStr | None) -> dict[str, float]:
    step = count()

    def write() -> None:
        with database.unit_of_work() as uow:  # another value each time: an equal one is not written at all
            uow.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('bench', ?)", (str(next(step)),))

    def look_up() -> None:
        with database.reading() as uow:
            assert search.exact(uow, "Dana Okafor 33")

    def find() -> None:
        with database.reading() as uow:
            assert search.close(uow, "dana okafr")

    def read_all() -> None:
        with database.reading() as uow:
            uow.rows("SELECT * FROM customers")

    def open_it() -> None:
        SqliteDatabase(database.path, key).close()

    def copy() -> None:
        backup(database.path, database.path.parent / "backups", MONDAY_NINE, keep=1, key=key)

    return {
        "a unit of work that writes": _each(write, TIMES),
        "a customer by name": _each(look_up, TIMES),
        "close names": _each(find, TIMES),
        f"every row of {CUSTOMERS:,} customers": _each(read_all, 3),
        "opening the database": _each(open_it, 5),
        "a backup, checked": _each(copy, 1),
    }


def _each(what: Callable[[], None], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        what()
    return (time.process_time() - began) / times


def table(costs: dict[str, Cost]) -> str:
    """As Markdown."""
    plain, encrypted = costs["plain"], costs["encrypted"]
    rows = [
        f"| {what} | {plain.seconds[what] * 1000:.2f} | {took * 1000:.2f} | {took / plain.seconds[what]:.2f} |"
        for what, took in encrypted.seconds.items()
    ]
    ratio = encrypted.size / plain.size
    size = f"| size of the file, MB | {plain.size / 1e6:.1f} | {encrypted.size / 1e6:.1f} | {ratio:.2f} |"
    head = ["| | plain, ms | encrypted, ms | ratio |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, size])


if __name__ == "__main__":
    sys.stdout.write(f"{table(measure())}\n")
