"""How fast Rapport acknowledges, beside bare Bolt in the same run; how fast it starts; what it needs idle.

`uv run python -m tests.bench.measure` prints the table of docs/bench.md; tests/bench/test_targets.py holds the targets.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.request import urlopen

from pydantic import SecretStr

from bot.domain.customers import Customer
from bot.domain.segment import EVERYBODY
from bot.sandbox.world.staff import TEAM
from storage import customers, segments
from storage.database import Database
from storage.engines.postgres import PostgresDatabase
from storage.engines.sqlite import SqliteDatabase
from tests.bench.load import Measured, requests, run
from tests.processes import TOKENS, Program, eventually, free_port

ROOT = Path(__file__).parents[2]
ROUNDS, REQUESTS = 5, 800
SERVERS = {
    "bare Bolt, default settings": "default",
    "bare Bolt, process_before_response": "before",
    "Rapport, /touchpoint": "rapport",
}


@dataclass(frozen=True)
class Figures:
    """The best of several short rounds for each server; seconds, MB."""

    default: Measured
    before: Measured
    rapport: Measured
    ready: float
    idle_mb: float
    fsync: float

    @property
    def table(self) -> str:
        """As Markdown."""
        small = f"One fsync: {self.fsync * 1000:.2f} ms. Ready after {self.ready:.2f} s. Idle: {self.idle_mb:.0f} MB."
        rows = [f"| {name} | {row(getattr(self, key), self.before)} |" for name, key in SERVERS.items()]
        return "\n".join(
            [
                "| served by uvicorn and 8 threads, 8 clients | p50 ms | p99 ms | requests/s | of the second row |",
                "| --- | --- | --- | --- | --- |",
                *rows,
                "",
                small,
            ]
        )


def measure() -> Figures:
    """Everything, in a folder of its own. The rounds of the servers take turns, so that all have the same machine."""
    with tempfile.TemporaryDirectory() as name, stand_in(Path(name)) as url:
        folder = Path(name)
        with bare(url) as default, bare(url, "before") as before, rapport(url, folder) as (port, ready, idle_mb):
            rounds = [{"default": default, "before": before, "rapport": port} for _ in range(ROUNDS)]
            for target in rounds[0].values():
                run(target, requests(200))  # warm
            found = [{key: run(target, requests(REQUESTS)) for key, target in one.items()} for one in rounds]
        least_disturbed = {key: best([one[key] for one in found]) for key in SERVERS.values()}
        return Figures(**least_disturbed, ready=ready, idle_mb=idle_mb, fsync=_fsync(folder))


def best(rounds: list[Measured]) -> Measured:
    """Of the rounds the one that other work on the machine disturbed least."""
    return max(rounds, key=lambda each: each.per_second)


def row(measured: Measured, floor: Measured) -> str:
    ratio = measured.per_second / floor.per_second
    return f"{measured.p50 * 1000:.1f} | {measured.p99 * 1000:.1f} | {measured.per_second:.0f} | {ratio:.2f}"


@contextmanager
def stand_in(folder: Path) -> Iterator[str]:
    port = free_port()
    program = Program("sandbox", "--no-bot", "--no-open", "--port", str(port), folder=folder)
    program.wait_for("No bot yet")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        program.make_sure_it_is_gone()


@contextmanager
def bare(url: str, *how: str) -> Iterator[int]:
    port = free_port()
    program = Program(str(port), f"{url}/api/", *how, folder=ROOT, program=["tests/bench/bare_bolt.py"])
    eventually(lambda: _is_ready(port))
    try:
        yield port
    finally:
        program.make_sure_it_is_gone()


@contextmanager
def rapport(url: str, folder: Path, database: str | None = None) -> Iterator[tuple[int, float, float]]:
    """Its port, how long it took to be ready, and its memory before any work. `database`: a PostgreSQL's address."""
    port = free_port()
    started = time.perf_counter()
    settings = {**TOKENS, "SLACK_API_URL": f"{url}/api/", "RAPPORT_DATA": str(folder / "data")}
    if database:
        settings["RAPPORT_DATABASE"] = database
    program = Program("run", "--http", str(port), folder=folder, **settings)
    eventually(lambda: _is_ready(port))
    ready = time.perf_counter() - started
    _add_customers(
        PostgresDatabase(SecretStr(database), TEAM) if database else SqliteDatabase(folder / "data" / f"{TEAM}.db")
    )
    time.sleep(1)
    try:
        yield port, ready, _memory_mb(program.pid)
    finally:
        program.make_sure_it_is_gone()


def _is_ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _add_customers(database: Database) -> None:
    """Four hundred customers, straight into the database, once: how they got there is not what is measured."""
    with database.unit_of_work() as uow:
        for number in range(0 if segments.count(uow, EVERYBODY, date.min) else 400):
            owned = Customer(0, f"Customer {number}", company="Harbour Kitchen", owner="U0ANA")
            customers.add(uow, owned, "U0ANA", datetime.now(UTC))


def _memory_mb(pid: int) -> float:
    """The proportional set size of a process and its children: pages they share count once."""
    pids = [pid]
    for one in pids:
        children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
        pids += [int(child) for child in children]
    rollups = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in pids]
    return sum(int(rollup.split("Pss:")[1].split()[0]) for rollup in rollups) / 1024


def _fsync(folder: Path) -> float:
    """The median of writing 4 kB and having it on the disk."""
    times = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(100):
            file.write(b"x" * 4096)
            started = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - started)
    return sorted(times)[50]


if __name__ == "__main__":
    sys.stdout.write(f"{measure().table}\n")
