"""Another program at the database: it has the write lock, as a careless tool or a stuck backup has."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import engines
from tests.team import Team

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another(team: Team) -> Iterator[None]:
    """Another program has locked a team's database against writing, whichever engine keeps it."""
    if "url" not in engines.chosen:
        with held(team.file, "EXCLUSIVE"):
            yield
        return
    with engines.outside() as other:
        other.execute("SET search_path TO t0harbour")
        names = "SELECT tablename FROM pg_tables WHERE schemaname = 't0harbour' AND tablename != 'lease'"
        tables = ", ".join(name for (name,) in other.execute(names).fetchall())
        other.execute(f"BEGIN; LOCK TABLE {tables} IN EXCLUSIVE MODE".encode())
        yield
        other.execute("ROLLBACK")


@contextmanager
def held(database: Path, how: str) -> Iterator[None]:
    """Another process has the write lock. `how`: IMMEDIATE or EXCLUSIVE."""
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(database), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    yield
    child.stdin.close()
    child.wait(60)
    child.stdout.close()
