"""kill -9 while everything that comes up by itself comes up at once: it all comes, once, as if nobody had killed it.

Check-ins, birthdays, thank-you notes, playbooks, times of day, what is covered, escalations, digests. What there is in
the end is held against what there is when the same morning passes in peace.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.customers import Birthday, Customer
from bot.sandbox.sandbox import Sandbox
from tests import engines
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.faults.mortal_writer import AT
from tests.faults.test_kill_writing import FULL, kill_often
from tests.processes import PATIENCE_S
from tests.team import ANA, BEN, CARA, ELI, GENERAL, Team

Begin = Callable[[str], Team]

CUSTOMERS = [
    Customer(0, "Quinn Quiet", owner=CARA, cadence_days=14, since=date(2026, 11, 9)),
    Customer(0, "Bea Born", owner=CARA, birthday=Birthday(11, 24)),
    Customer(0, "Ann Iversen", owner=ELI, since=date(2024, 11, 24)),
    Customer(0, "Rena Newal", owner=CARA, renewal=date(2026, 12, 24)),
    Customer(0, "Kofi Lindgren", owner=ANA, backup_owner=BEN),
    Customer(0, "Mara Vogel", owner=ANA),
]


def prepare(team: Team, each: int) -> None:
    """A Monday on which so many of each kind are made that come up on Tuesday by five past nine."""
    for n in range(each):
        for one in CUSTOMERS:
            team.add_customer(replace(one, name=f"{one.name} {n}"))
    team.clock.advance(60)  # so that the playbook begins for those who come now
    team.command(CARA, "/rapport", "playbooks")
    team.click(CARA, "show_playbook", team.latest(CARA, GENERAL), "1")
    team.click(CARA, "switch_playbook", team.latest(CARA, GENERAL))
    for n in range(each):
        team.command(ELI, "/customer", f"add Noor Haddad {n}")
        team.command(CARA, "/followup", f"Rena Newal {n}: call back {n} due:2026-11-24 at:9:03")
        team.command(ELI, "/followup", f"Bea Born {n}: send menu {n} due:today")
        team.command(ANA, "/followup", f"Kofi Lindgren {n}: send menu {n} due:2026-11-24")
        team.command(ANA, "/followup", f"Mara Vogel {n}: call {n} due:2026-11-24")
    team.command(ELI, "/complaint", "Mara Vogel 0: order never arrived severity:high")
    team.command(ANA, "/rapport", "away until thursday")
    team.clock.set(MONDAY_NINE.replace(hour=23))
    team.rapport.tick()
    team.settle()


def there_is(team: Team) -> Counter[Any]:
    """What people see, what the ledger says, and what is to do; without numbers of rows, which kills may skip."""
    found: Counter[Any] = Counter()
    for channel in team.sandbox.workspace.channels.values():
        found.update(("post", channel.id, message.body["text"]) for message in channel.messages.values())
    for row in team.rows("SELECT kind, recipient, local_date, state, reason FROM ledger"):
        found["ledger", *row.values()] += 1
    for row in team.rows("SELECT kind, title, due, status, assignee, cover_for FROM followups"):
        found["follow-up", *row.values()] += 1
    for row in team.rows("SELECT action, count(*) AS n FROM audit GROUP BY action"):
        found["audit", row["action"]] = row["n"]
    return found


def morning(team: Team, kills: int, chance: random.Random) -> tuple[Counter[Any], int]:
    """The morning passes, with so many kills; what there is at a quarter past nine, and how many kills hit."""
    team.stop()
    hit = kill_often(team, [chance.randint(1, 25) for _ in range(kills)], "care")
    team.clock.set(AT + timedelta(minutes=1))
    team.start()
    team.advance(minutes=14)
    return there_is(team), hit


@pytest.fixture
def begin(stand_in: tuple[Sandbox, FakeClock, str], empty_database: Path, tmp_path: Path) -> Begin:
    """Makes a team with everybody's word, in a folder of its own."""
    sandbox, clock, base_url = stand_in

    def make(name: str) -> Team:
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(empty_database, folder)
        engines.clear(but="t0harbour")
        clock.set(MONDAY_NINE)
        sandbox.reset()
        return Team(sandbox, clock, base_url, folder, answer_s=PATIENCE_S)

    return make


@pytest.mark.parametrize(
    ("each", "kills", "seed"), [(2, 10, 1), *(pytest.param(60, 200, seed, marks=FULL) for seed in (1, 2, 3))]
)
def test_killed_at_any_statement_everything_comes_up_once_as_it_does_in_peace(
    begin: Begin, each: int, kills: int, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # a seed, not a secret
    outcomes = []
    for name, number in (("peace", 0), ("kills", kills)):
        team = begin(name)
        prepare(team, each)
        outcomes.append(morning(team, number, chance))
        team.stop()
    (peace, _), (killed, hit) = outcomes
    assert killed == peace
    assert hit >= kills * 0.5
    for title in ("Check in", "Birthday", "Thank-you note for 2 years as a customer", "Welcome call", "Renewal"):
        assert any(what[0] == "follow-up" and what[2] == title for what in peace), f"no {title} came up"
    for kind in ("due now", "digest", "unclaimed", "escalated"):
        assert any(what[0] == "ledger" and what[1] == kind for what in peace), f"nobody was told of: {kind}"
