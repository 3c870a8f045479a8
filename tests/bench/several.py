"""The same lines on SQLite, on PostgreSQL, and by several Rapports over one PostgreSQL, beside bare Bolt, in turns.

`uv run python -m tests.bench.several` prints the table of docs/scale.md.
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests.bench.load import Measured, requests, run
from tests.bench.measure import bare, best, rapport, row, stand_in
from tests.cluster import Cluster

ROUNDS, REQUESTS = 2, 800
MANY = 4


def at_once(ports: list[int]) -> Measured:
    """The requests spread over them, eight clients each: what they carry together."""
    with ThreadPoolExecutor(len(ports)) as pool:
        found = list(pool.map(lambda port: run(port, requests(REQUESTS // len(ports))), ports))
    return Measured(
        max(one.p50 for one in found),
        max(one.p99 for one in found),
        sum(one.per_second for one in found),
        sum(one.busy for one in found),
    )


def measure() -> dict[str, Measured]:
    """The best of several rounds of each."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        folder = Path(name)
        url = running.enter_context(stand_in(folder))
        cluster = Cluster()
        running.callback(cluster.stop)
        floor = running.enter_context(bare(url, "before"))
        [file] = [running.enter_context(rapport(url, folder))[0]]
        over = [running.enter_context(rapport(url, folder, cluster.url))[0] for _ in range(MANY)]
        ways = {
            "bare Bolt, process_before_response": [floor],
            "SQLite": [file],
            "PostgreSQL": over[:1],
            "PostgreSQL, two Rapports": over[:2],
            f"PostgreSQL, {MANY} Rapports": over,
        }
        for ports in ways.values():
            at_once(ports)  # warm
        rounds = [{way: at_once(ports) for way, ports in ways.items()} for _ in range(ROUNDS)]
    return {way: best([one[way] for one in rounds]) for way in ways}


def table(found: dict[str, Measured]) -> str:
    """As Markdown."""
    floor = next(iter(found.values()))
    titles = ["8 clients each", "p50 ms", "p99 ms", "requests/s", "of the first row", f"busy, of {REQUESTS}"]
    head = f"| {' | '.join(titles)} |\n|{' --- |' * len(titles)}\n"
    return head + "".join(f"| {way} | {row(one, floor)} | {one.busy} |\n" for way, one in found.items())


if __name__ == "__main__":
    sys.stdout.write(table(measure()))
