"""`rapport import` is killed at moments of its own: nothing half is stored, and the next one does it all."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.engines.sqlite import SqliteDatabase

pytestmark = pytest.mark.engine("sqlite")  # of its files; what is half there is a transaction of PostgreSQL's as well

ROWS = 3_000
MOMENTS = 6
TABLES = ("customers", "customer_keys", "audit")


def importing(data: Path) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "RAPPORT_DATA": str(data), "SLACK_BOT_TOKEN": ""}
    command = [sys.executable, "-m", "bot", "import", str(data / "customers.csv"), "--yes"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def stored(data: Path) -> tuple[int, int, int, str]:
    database = SqliteDatabase(data / "T0HARBOUR.db")
    with database.reading() as uow:
        found = [uow.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in TABLES]  # noqa: S608  # ours
        check = str(uow.rows("PRAGMA integrity_check")[0][0])
    database.close()
    return found[0], found[1], found[2], check


def test_killed_import_leaves_nothing_half(tmp_path: Path) -> None:
    rows = "".join(f"Customer {number},c{number}@x.example\n" for number in range(ROWS))
    (tmp_path / "customers.csv").write_text(f"name,email\n{rows}")
    SqliteDatabase(tmp_path / "T0HARBOUR.db").close()
    begin = time.monotonic()
    whole = importing(tmp_path)
    said = whole.communicate()[0].decode()
    took = time.monotonic() - begin
    assert f"{ROWS} added" in said.replace(",", "")
    undone = subprocess.run(
        [sys.executable, "-m", "bot", "import", "--undo", "--yes"],
        env={**os.environ, "RAPPORT_DATA": str(tmp_path), "SLACK_BOT_TOKEN": ""},
        capture_output=True,
        check=True,
    )
    assert b"Taken back" in undone.stdout
    before = stored(tmp_path)
    dice = random.Random(11)  # noqa: S311  # no secret
    for _ in range(MOMENTS):
        program = importing(tmp_path)
        time.sleep(took * dice.uniform(0.2, 1.0))
        if program.poll() is None:
            program.send_signal(signal.SIGKILL)
        program.communicate()
        after = stored(tmp_path)
        assert after[3] == "ok"
        done = after[0] - before[0], after[1] - before[1], after[2] - before[2]
        assert done in {(0, 0, 0), (ROWS, 2 * ROWS, ROWS + 1)}
        if done[0]:
            return
    program = importing(tmp_path)
    assert f"{ROWS} added" in program.communicate()[0].decode().replace(",", "")
