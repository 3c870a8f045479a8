"""What good requests wait while others send slowly, beside what they wait undisturbed in the same run.

`uv run python -m tests.bench.slow` prints the table of docs/bench.md; tests/bench/test_slow.py holds the targets.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.load import Measured, requests, run
from tests.bench.measure import ROOT, rapport, stand_in
from tests.processes import Program

REQUESTS = 1_000
HOW = {
    "nobody else": None,
    "64 half-sent requests open": ("hold", 64),
    "1,000 half-sent requests open": ("hold", 1_000),
    "10,000 slow, reset and half-closed connections": ("storm", 10_000),
}


def measure() -> dict[str, Measured]:
    """Each way after a warm round: the round with the worst p99 of those made meanwhile."""
    with tempfile.TemporaryDirectory() as name, stand_in(Path(name)) as url, rapport(url, Path(name)) as (port, _, _mb):
        run(port, requests(200))
        found = {}
        for how, others in HOW.items():
            with _beside(port, others) as is_over:
                rounds = [run(port, requests(REQUESTS))]
                while not is_over():
                    rounds.append(run(port, requests(REQUESTS)))
            found[how] = max(rounds, key=lambda one: one.p99)
        return found


@contextmanager
def _beside(port: int, others: tuple[str, int] | None) -> Iterator[Callable[[], bool]]:
    """Gives whether a storm is over; of those who hold on there is nothing to wait for."""
    if others is None:
        yield lambda: True
        return
    program = Program(str(port), *map(str, others), folder=ROOT, program=["tests/bench/hostile.py"])
    program.wait_for("begun")
    try:
        yield lambda: others[0] == "hold" or "done" in program.output
    finally:
        program.make_sure_it_is_gone()


def table(found: dict[str, Measured]) -> str:
    """As Markdown."""
    floor = found["nobody else"]
    rows = [
        f"| {how} | {one.p50 * 1000:.1f} | {one.p99 * 1000:.1f} | {one.per_second:.0f} | {one.p99 / floor.p99:.1f} |"
        for how, one in found.items()
    ]
    return "\n".join(
        ["| beside | p50 ms | p99 ms | requests/s | p99 of the first row |", "| --- | --- | --- | --- | --- |", *rows]
    )


if __name__ == "__main__":
    sys.stdout.write(f"{table(measure())}\n")
