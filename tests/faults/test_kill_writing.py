"""kill -9 while digests are written: everybody has one whole digest in the end. With its control."""

import os
import random
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from tests import engines
from tests.digests import digests
from tests.faults.mortal_writer import AT
from tests.team import ANA, BEN, Team

PROGRAM = Path(__file__).with_name("mortal_writer.py")
FULL = pytest.mark.full
LINES = 3


def staff(team: Team, count: int) -> list[str]:
    """So many people, each with something overdue."""
    somebody = team.sandbox.workspace.users[ANA]
    people = [f"U0W{number:03}" for number in range(count)]
    for person in people:
        team.sandbox.workspace.users[person] = somebody | {"id": person, "real_name": f"Somebody {person}"}
        for line in range(LINES):
            team.command(person, "/followup", f"Dana Reyes: send menu {line} of {person} due:today")
    return people


def kill_often(team: Team, statements: list[int], care: str) -> int:
    """Let the jobs run and be killed after so many statements each, then once more to the end. How many kills hit."""
    data = team.data
    command = [sys.executable, str(PROGRAM), str(data), team.sandbox.workspace.base_url, care]
    environment = {**os.environ, **engines.told(), "PYTHONPATH": str(PROGRAM.parents[2])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdin
        assert program.stdout
        ends = []
        for number in [*statements, 0]:
            program.stdin.write(f"{number}\n")
            program.stdin.flush()
            ends.append(program.stdout.readline())
        program.stdin.close()
    return ends.count("killed\n")


def written(team: Team, people: list[str]) -> Counter[tuple[int, int, int]]:
    """For how many people there are so many (messages, rows of the ledger that say so, lines)."""
    posts = team.rows("SELECT recipient, count(*) AS n FROM outbox WHERE kind = 'digest' GROUP BY recipient")
    rows = team.rows(
        "SELECT recipient, sum(CASE WHEN kind = 'digest' THEN 1 ELSE 0 END) AS says,"
        " sum(CASE WHEN kind = 'follow-up' THEN 1 ELSE 0 END) AS lines FROM ledger"
        " WHERE outbox_id IS NOT NULL GROUP BY recipient"
    )
    messages = {row["recipient"]: row["n"] for row in posts}
    ledger = {row["recipient"]: (row["says"], row["lines"]) for row in rows}
    return Counter((messages.get(person, 0), *ledger.get(person, (0, 0))) for person in people)


def after_kills(team: Team, count: int, kills: int, seed: int, care: str) -> tuple[list[str], int]:
    """Everybody's digests are written under so many kills, and the bot goes on afterwards."""
    people = staff(team, count)
    team.stop()
    chance = random.Random(seed)  # noqa: S311  # a seed, not a secret
    most = max(2, 2 * count * (LINES + 3) // kills)
    hit = kill_often(team, [chance.randint(1, most) for _ in range(kills)], care)
    team.clock.set(AT + timedelta(minutes=1))
    team.start()
    return people, hit


@pytest.mark.parametrize(
    ("count", "kills", "seed"), [(10, 8, 1), *(pytest.param(300, 250, seed, marks=FULL) for seed in (1, 2, 3))]
)
def test_killed_while_they_are_written_everybody_has_one_whole_digest(
    dana: Team, count: int, kills: int, seed: int
) -> None:
    people, hit = after_kills(dana, count, kills, seed, "care")
    assert hit >= kills * 0.5
    assert written(dana, people) == {(1, 1, LINES): count}
    if "url" not in engines.chosen:
        assert dana.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    dana.advance(minutes=15)
    assert {len(digests(dana, person)) for person in people} == {1}
    assert digests(dana, BEN) == []


@pytest.mark.engine("sqlite")  # what is left out is of its engine
def test_control_without_units_of_work_kills_leave_digests_half_written(dana: Team) -> None:
    people, _ = after_kills(dana, 10, 8, 1, "hasty")
    assert written(dana, people) != {(1, 1, LINES): 10}
