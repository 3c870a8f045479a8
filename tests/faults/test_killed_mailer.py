"""kill -9 at random points while letters go out: none lost, none twice, and what is in doubt is asked about."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.domain.clock import SystemClock
from bot.domain.customers import Customer
from bot.domain.followups import FollowUpKind
from bot.use_cases.followups import create_followup
from bot.use_cases.mails import NewMail, approve
from bot.use_cases.session import customer_of
from tests import engines
from tests.mail_server import SENDER, Drop, Receiver, receiving
from tests.team import ANA, Team

SPEED = 100.0
PROGRAM = Path(__file__).with_name("mortal_mailer.py")
FULL = pytest.mark.full
POINTS = ("MAIL", "RCPT", "DATA", "DOT", "TAKEN", "soon")
DROPS: tuple[Drop, ...] = ("at DATA", "within", "after the dot, lost", "after the dot, taken")


@dataclass
class Killer:
    """Ends each bot at one of its next letters: at one of the stages of sending it, or a moment after it was taken.

    And so many of the letters are dropped by the server, at a stage of their own.
    """

    server: Receiver
    chance: random.Random
    letters: int
    points: tuple[str, ...] = POINTS
    dropped: float = 0.1
    bot: int = 0
    left: int = 0
    point: str = ""
    drops: Counter[str] = field(default_factory=Counter)

    def aim(self, bot: int) -> None:
        self.bot, self.left = bot, self.chance.randint(1, self.letters)
        self.point = self.chance.choice(self.points)

    def watch(self, at: str) -> None:
        if at == "MAIL":
            self.left -= 1
            drop = self.chance.choice(DROPS) if self.chance.random() < self.dropped else ""
            self.server.script.drop, self.server.script.drops = drop, 1
            self.drops[drop] += 1
        if not self.bot or self.left > 0:  # a letter that was dropped may never come as far as the point
            return
        if at == self.point:
            self.strike()
        elif at == "TAKEN" and self.point == "soon":
            threading.Timer(self.chance.uniform(0, 0.01), self.strike).start()

    def strike(self) -> None:
        self.left = 1_000_000  # once
        with contextlib.suppress(ProcessLookupError):  # it was done already
            os.kill(self.bot, signal.SIGKILL)


def kill_often(team: Team, killer: Killer, kills: int, care: str) -> int:
    """Start bots and kill them, then let one finish. How many died working."""
    now = str(SystemClock().now().timestamp())
    about = [str(team.data), team.base_url, str(killer.server.port), str(SPEED), now, care]
    environment = {**os.environ, **engines.told(), "PYTHONPATH": str(PROGRAM.parents[2])}
    killed = 0
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), *about],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as program:
        assert program.stdin
        assert program.stdout
        for turn in range(kills + 1):
            program.stdin.write("go\n")
            program.stdin.flush()
            bot = int(program.stdout.readline())
            killer.aim(bot if turn < kills else 0)
            killed += program.stdout.readline() == "killed\n"
        program.stdin.close()
    return killed


def approved(team: Team, count: int) -> None:
    """So many customers with a letter each that is due."""
    for number in range(count):
        team.add_customer(Customer(0, f"Customer {number}", emails=(f"c{number}@x.example",), owner=ANA))
    with team.writing(ANA) as session:
        for number in range(1, count + 1):
            customer = customer_of(session, number)
            due, kind = session.today, FollowUpKind.THANK_YOU
            made = create_followup(session, customer, "Thank-you note", due, kind=kind, assignee=ANA)
            approve(session, made.followup.id, NewMail("", f"Thank you {number}", f"Letter {number}"))


@pytest.mark.parametrize(
    ("count", "kills", "seed"), [(12, 4, 1), *(pytest.param(400, 200, seed, marks=FULL) for seed in (1, 2))]
)
def test_killed_at_any_moment_no_letter_is_lost_and_none_is_sent_twice_by_itself(
    team: Team, count: int, kills: int, seed: int
) -> None:
    approved(team, count)
    team.stop()
    with receiving() as server:
        killer = Killer(server, random.Random(seed), letters=max(1, count // kills))  # noqa: S311  # no secret
        server.watch = killer.watch
        killed = kill_often(team, killer, kills, "care")
        arrived = server.arrived()
        server.watch = lambda _at: None
        server.script.drop = ""
        team.start(smtp_url=server.sending.server, mail_from=SENDER)
        settled = Counter(row["state"] for row in team.rows("SELECT state FROM mails"))
        assert killed >= kills * 0.8
        assert set(settled) <= {"sent", "unknown"}
        assert max(arrived.values()) == 1
        for row in team.rows("SELECT key, state FROM mails"):
            assert arrived[f"<{row['key']}@harbour.example>"] == 1 or row["state"] == "unknown"

        doubtful = team.rows("SELECT id FROM mails WHERE state = 'unknown'")
        asked = team.rows("SELECT DISTINCT subject FROM ledger WHERE kind = 'mail'")
        assert {row["subject"] for row in asked} == {str(row["id"]) for row in doubtful}
        team.settle()
        for post in [one for one in team.dm(ANA) if "mail_again" in str(one)]:
            team.click(ANA, "mail_again", post)
        again = server.arrived()
    assert len(again) == count
    assert sum(again.values()) - count <= len(doubtful)
    assert {row["state"] for row in team.rows("SELECT state FROM mails")} == {"sent"}
    assert len(team.rows("SELECT 1 FROM touchpoints")) == count
    assert {row["status"] for row in team.rows("SELECT status FROM followups")} == {"done"}


@FULL
def test_control_where_what_was_interrupted_is_sent_again_unasked_letters_arrive_twice(team: Team) -> None:
    approved(team, 3)
    team.stop()
    with receiving() as server:
        killer = Killer(server, random.Random(1), letters=1, points=("TAKEN",), dropped=0)  # noqa: S311  # no secret
        server.watch = killer.watch
        kill_often(team, killer, 2, "hasty")
        assert max(server.arrived().values()) > 1
    team.start()
