"""kill -9 at random points while reminders go out: none lost, none twice. With its controls."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.clock import SystemClock
from storage.engines.sqlite import SqliteDatabase
from tests import engines
from tests.faults.lossy import COMMITTED, REFUSED, Lossy
from tests.faults.rig import Rig, crowd

SPEED = 50.0
PROGRAM = Path(__file__).with_name("mortal_sender.py")
FULL = pytest.mark.full


@dataclass
class Killer:
    """Ends each sender at one of its next posts: as it arrives, once it is done, or a moment after."""

    chance: random.Random
    posts: int
    sender: int = 0
    left: int = 0
    phase: str = ""

    def aim(self, sender: int) -> None:
        self.sender, self.left = sender, self.chance.randint(1, self.posts)
        self.phase = self.chance.choice(["asked", "done", "soon"])

    def watch(self, method: str, phase: str) -> None:
        if method != "chat.postMessage" or not self.sender:
            return
        self.left -= phase == "asked"
        if self.left == 0 and phase == self.phase:
            self.strike()
        elif self.left == 0 and phase == "done" and self.phase == "soon":
            threading.Timer(self.chance.uniform(0, 0.01), self.strike).start()

    def strike(self) -> None:
        with contextlib.suppress(ProcessLookupError):  # it was done already
            os.kill(self.sender, signal.SIGKILL)


def kill_often(rig: Rig, proxy: Lossy, killer: Killer, kills: int, care: str) -> int:
    """Start senders and kill them, then let one finish. How many died working."""
    now = str(SystemClock().now().timestamp())
    command = [sys.executable, str(PROGRAM), str(rig.path), proxy.base_url, str(SPEED), now, care]
    environment = {**os.environ, **engines.told(), "PYTHONPATH": str(PROGRAM.parents[2])}
    killed = 0
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        assert program.stdin
        assert program.stdout
        for turn in range(kills + 1):
            program.stdin.write("go\n")
            program.stdin.flush()
            sender = int(program.stdout.readline())
            killer.aim(sender if turn < kills else 0)
            killed += program.stdout.readline() == "killed\n"
        program.stdin.close()
    return killed


def arrivals(rig: Rig, count: int, kills: int, seed: int, care: str = "care") -> tuple[Counter[str], int]:
    """So many reminders with 10 % faults and so many kills: how often each arrived, and how many kills hit."""
    channels = crowd(rig.sandbox, 100)
    for n in range(count):
        rig.put(f"reminder {n}", channels[n % len(channels)])
    chance = random.Random(seed)  # noqa: S311  # a seed, not a secret
    kinds = [*COMMITTED, *REFUSED]

    def plan(method: str) -> str:
        return chance.choice(kinds) if method == "chat.postMessage" and chance.random() < 0.1 else ""

    with Lossy(rig.base_url, rig.clock, plan) as proxy:
        killer = Killer(chance, posts=count // kills)
        proxy.on_call = killer.watch
        killed = kill_often(rig, proxy, killer, kills, care)
    if isinstance(rig.database, SqliteDatabase):
        with contextlib.closing(sqlite3.connect(rig.path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return Counter(text for channel in channels for text in rig.texts(channel)), killed


@pytest.mark.parametrize(
    ("count", "kills", "seed"),
    [(150, 12, 1), *(pytest.param(10_000, 250, seed, marks=FULL) for seed in (1, 2, 3))],
)
def test_killed_at_any_moment_nothing_is_lost_and_nothing_arrives_twice(
    rig: Rig, count: int, kills: int, seed: int
) -> None:
    arrived, killed = arrivals(rig, count, kills, seed)
    assert arrived == Counter(f"reminder {n}" for n in range(count))
    assert killed >= kills * 0.8


@pytest.mark.parametrize(("care", "sign"), [("trusting", -1), ("hasty", 1)])
def test_control_without_reading_back_kills_lose_or_repeat(rig: Rig, care: str, sign: int) -> None:
    """What was interrupted is taken for sent, or sent again unseen: reminders are lost, or arrive twice."""
    count = 150
    arrived, _ = arrivals(rig, count, 12, seed=1, care=care)
    expected = Counter(f"reminder {n}" for n in range(count))
    wrong = arrived - expected if sign > 0 else expected - arrived
    assert wrong.total() > 0
