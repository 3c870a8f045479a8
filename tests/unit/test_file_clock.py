"""The clock that follows a sandbox in another process."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli.clock import FileClock, clock_for, tick_when_moved
from bot.domain.clock import SystemClock
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.time_travel import advance
from bot.sandbox.world.clock import SandboxClock

DAY = timedelta(days=1)
PATIENCE_S = 60


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


def test_it_shows_what_the_sandbox_s_clock_shows(file: Path) -> None:
    clock, sandbox = FileClock(file), SandboxClock(file=file)
    sandbox.move_by(DAY)
    assert abs(clock.now() - sandbox.now()) < timedelta(minutes=1)


def test_passed_time_goes_forward_with_the_clock_and_never_back(file: Path) -> None:
    clock, sandbox = FileClock(file), SandboxClock(file=file)
    start = clock.monotonic()
    sandbox.move_by(DAY)
    after = clock.monotonic()
    sandbox.move_by(-DAY)
    assert clock.monotonic() >= after >= start + DAY.total_seconds()


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"offset_s": "x", "seq": 1}'])
def test_without_a_readable_file_time_is_real(file: Path, content: str | None) -> None:
    if content is not None:
        file.write_text(content)
    assert abs(FileClock(file).now() - SystemClock().now()) < timedelta(minutes=1)


def test_waiting_ends_when_the_clock_is_moved(file: Path) -> None:
    clock, sandbox = FileClock(file), SandboxClock(file=file)
    waiting = threading.Thread(target=lambda: clock.wait(threading.Event(), 3600))
    waiting.start()
    for _ in range(600):  # the thread may begin to wait only after the clock was moved
        sandbox.move_by(DAY)
        waiting.join(0.1)
        if not waiting.is_alive():
            break
    assert not waiting.is_alive()


def test_what_has_become_due_runs_when_the_clock_is_moved(file: Path) -> None:
    clock, sandbox, ticked = FileClock(file), SandboxClock(file=file), threading.Event()

    def tick() -> None:
        if clock.now() >= sandbox.now() - timedelta(minutes=1):
            ticked.set()

    tick_when_moved(clock, tick, lambda: True)
    sandbox.move_by(DAY)
    assert ticked.wait(60)


def test_every_minute_of_an_advance_is_run_at_its_own_time(file: Path) -> None:
    start = datetime(2026, 11, 23, 10, tzinfo=UTC)
    sandbox = Sandbox(SandboxClock(start, file))
    clock, ticked = FileClock(file), list[datetime]()
    clock.now()
    tick_when_moved(clock, lambda: ticked.append(clock.now()), lambda: True)
    advance(sandbox, "2h")

    minutes = {moment.replace(second=0, microsecond=0) for moment in ticked}
    assert minutes == {start + timedelta(minutes=step) for step in range(1, 121)}


def test_bot_that_does_not_keep_up_is_left_behind(file: Path) -> None:
    sandbox, stuck = SandboxClock(file=file), threading.Event()
    clock = FileClock(file)
    clock.now()
    tick_when_moved(clock, lambda: None, stuck.is_set)
    sandbox.move_by(DAY)
    sandbox.let_follow(0.1)
    before = time.monotonic()
    sandbox.move_by(DAY)
    sandbox.let_follow(PATIENCE_S)
    assert time.monotonic() - before < PATIENCE_S
    stuck.set()


def test_without_a_file_the_clock_is_that_of_the_machine() -> None:
    assert isinstance(clock_for(None), SystemClock)
