"""kill -9 in the middle of a merge, or of taking it apart: nothing of it is there, and it can be done again."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.domain.customers import Birthday, Customer
from bot.use_cases.customers import add_customer
from bot.use_cases.details import remember
from storage import customers, touchpoints
from storage.database import Database
from tests import engines
from tests.faults.mortal_merge import GONE, KEPT, session

OF_CUSTOMERS = ("customers", "customer_keys", "customer_tags", "touchpoints", "followups", "details")

PROGRAM = Path(__file__).with_name("mortal_merge.py")


def contents(database: Database) -> dict[str, list[Any]]:
    with database.reading() as uow:
        names = set(engines.tables(uow)) - {"lease"}
        every = {name: uow.rows(f'SELECT * FROM "{name}"') for name in names}  # noqa: S608  # its own
    return {name: sorted(map(tuple, rows), key=repr) for name, rows in every.items()}


@pytest.fixture
def two(tmp_path: Path) -> Database:
    """Two customers with something of everything."""
    database = engines.open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        asking = session(uow)
        for number in (KEPT, GONE):
            one = Customer(
                0,
                f"Dana {number}",
                emails=(f"dana{number}@x.org",),
                birthday=Birthday(3, 14 + number),
                tags=(f"t{number}",),
            )
            added = add_customer(asking, one, although_known=True).customer
            remember(asking, added, "dog called Biscuit")
            uow.execute(
                "INSERT INTO touchpoints (customer_id, kind, happened_on, channel, direction, text, mood_label,"
                " mood_phrases, mood_reason, category, logged_by, logged_at, source, link) VALUES (?, 'touchpoint',"
                " '2026-11-20', 'other', 'in', 'hello', 'neutral', '[]', '', '', 'U0ANA', '2026-11-20', 'command', '')",
                (added.id,),
            )
            uow.execute(
                "INSERT INTO followups (customer_id, kind, title, due, status, created_by, created_at, outcome, origin)"
                " VALUES (?, 'birthday', 'Birthday', '2026-03-14', 'open', 'rapport',"
                " '2026-03-14T00:00:00.000000+00:00', '', ?)",
                (added.id, f"birthday:{added.id}:2026-03-{14 + number}"),
            )
    return database


@pytest.fixture
def killing(two: Database, tmp_path: Path) -> Any:  # noqa: ANN401  # a function
    """Does something, killed at a statement; whether it was."""
    del two
    environment = {**os.environ, **engines.told(), "PYTHONPATH": str(PROGRAM.parents[2])}
    command = [sys.executable, str(PROGRAM), str(tmp_path / "T1.db")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdin
        assert program.stdout

        def do(what: str, statement: int) -> bool:
            assert program.stdin
            assert program.stdout
            program.stdin.write(f"{what} {statement}\n")
            program.stdin.flush()
            return program.stdout.readline() == "killed\n"

        yield do
        program.stdin.close()


def test_killed_at_any_statement_nothing_is_half(two: Database, killing: Callable[[str, int], bool]) -> None:
    before = contents(two)
    at = 1
    while killing("merge", at):
        assert contents(two) == before, f"killed at statement {at}"
        at += 3
    merged = contents(two)
    assert at > 30
    with two.reading() as uow:
        assert customers.get(uow, GONE) is None
        assert touchpoints.count(uow, KEPT) == 2

    at = 1
    while killing("undo", at):
        assert contents(two) == merged, f"killed at statement {at}"
        at += 3
    with two.reading() as uow:
        assert [touchpoints.count(uow, one) for one in (KEPT, GONE)] == [1, 1]
        assert customers.get(uow, GONE) is not None
    after = contents(two)
    assert [after[name] for name in OF_CUSTOMERS] == [before[name] for name in OF_CUSTOMERS]
