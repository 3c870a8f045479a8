"""What all tests share: one sandbox server a session, one team a test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from bot.domain.customers import Customer
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from storage import set_up
from storage.engines.sqlite import SqliteDatabase
from storage.private import UMASK
from tests import engines, registered_once
from tests.cluster import Cluster
from tests.fake_clock import MONDAY_NINE, FakeClock
from tests.team import ANA, Team

settings.register_profile("untimed", deadline=None)  # a busy machine decides no test
settings.load_profile("untimed")
clusters: list[Cluster] = []

Place = tuple[Sandbox, FakeClock, str]
DANA = Customer(0, "Dana Reyes", company="Blue Door Deli", emails=("dana@bluedoor.example",), owner=ANA)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=["sqlite", "postgres"], default="sqlite", help="where the databases are kept")


def pytest_configure(config: pytest.Config) -> None:
    is_running_tests = hasattr(config, "workerinput") or not config.getoption("numprocesses", None)
    if config.getoption("--engine") == "postgres" and is_running_tests:
        clusters.append(Cluster())
        engines.chosen["url"] = clusters[0].url


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of what one engine alone has, only what the engine chosen has."""
    engine = config.getoption("--engine")
    of_others = [one for one in items if (mark := one.get_closest_marker("engine")) and engine not in mark.args]
    config.hook.pytest_deselected(items=of_others)
    items[:] = [one for one in items if one not in of_others]


def pytest_unconfigure() -> None:
    while clusters:
        clusters.pop().stop()


registered_once.register_once()
os.umask(UMASK)  # as the program sets it, so that no test depends on whether another ran a command before


@pytest.fixture(scope="session")
def stand_in() -> Iterator[Place]:
    clock = FakeClock()
    sandbox = Sandbox(clock)
    server = SandboxServer(sandbox)
    yield sandbox, clock, server.start()
    server.stop()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of today's schema, past its first run: migrating one for each test took as long as the tests."""
    path = tmp_path_factory.mktemp("empty") / "T0HARBOUR.db"
    database = SqliteDatabase(path)
    database.write(lambda uow: set_up.begin(uow, (), MONDAY_NINE, is_ended=True))
    database.close()
    return path


@contextmanager
def team_in(folder: Path, stand_in: Place, empty_database: Path) -> Iterator[Team]:
    """The bot with an empty database, on a Monday at 09:00 in Lisbon."""
    sandbox, clock, base_url = stand_in
    shutil.copy(empty_database, folder)
    engines.clear(but="t0harbour")
    clock.set(MONDAY_NINE)
    sandbox.reset()
    team = Team(sandbox, clock, base_url, folder)
    if "url" in engines.chosen:
        team.rapport.database.write(lambda uow: set_up.begin(uow, (), MONDAY_NINE, is_ended=True))
    yield team
    team.stop()


@pytest.fixture
def team(stand_in: Place, empty_database: Path, tmp_path: Path) -> Iterator[Team]:
    """The bot with an empty database, on a Monday at 09:00 in Lisbon, for one test."""
    with team_in(tmp_path, stand_in, empty_database) as team:
        yield team


@pytest.fixture
def dana(team: Team) -> Team:
    """A team with one customer, Dana Reyes, whom Ana looks after."""
    team.add_customer(DANA)
    return team
