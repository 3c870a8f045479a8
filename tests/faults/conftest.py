from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.sandbox import Sandbox
from tests import engines
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.faults.rig import Rig
from tests.processes import Slack, slack_here


@pytest.fixture
def rig(stand_in: tuple[Sandbox, FakeClock, str], tmp_path: Path) -> Iterator[Rig]:
    sandbox, clock, base_url = stand_in
    sandbox.reset()
    clock.set(MONDAY_NINE)
    engines.clear(but="t0harbour")
    made = Rig(tmp_path / "T0HARBOUR.db", sandbox, clock, base_url)
    yield made
    made.stop()


@pytest.fixture
def slack() -> Iterator[Slack]:
    """Slack, for a bot that is a process of its own."""
    with slack_here() as slack:
        yield slack
