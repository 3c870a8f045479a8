"""Another program at the database: it has the write lock, as a careless tool or a stuck backup has."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


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
