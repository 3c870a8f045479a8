from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.faults.rig import Rig


@pytest.fixture(scope="session")
def stand_in() -> Iterator[tuple[Sandbox, FakeClock, str]]:
    """One server for all tests; each starts from the seed, on Monday at nine."""
    clock = FakeClock()
    sandbox = Sandbox(clock)
    server = SandboxServer(sandbox)
    yield sandbox, clock, server.start()
    server.stop()


@pytest.fixture
def rig(stand_in: tuple[Sandbox, FakeClock, str], tmp_path: Path) -> Iterator[Rig]:
    sandbox, clock, base_url = stand_in
    sandbox.reset()
    clock.set(MONDAY_NINE)
    made = Rig(tmp_path / "rapport.db", sandbox, clock, base_url)
    yield made
    made.database.close()
