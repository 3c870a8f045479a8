"""A stand-in for Slack in real time, and Rapport as a process beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from tests.processes import Program, Slack


@pytest.fixture(scope="session")
def slack_server() -> Iterator[Slack]:
    sandbox = Sandbox(SandboxClock())
    server = SandboxServer(sandbox)
    yield Slack(sandbox, server.start())
    server.stop()


@pytest.fixture
def slack(slack_server: Slack) -> Slack:
    """Slack, with nothing said yet, reached over Socket Mode."""
    slack_server.sandbox.transport = slack_server.sandbox.sockets
    slack_server.sandbox.reset()
    return slack_server


@pytest.fixture
def start(tmp_path: Path, slack: Slack) -> Iterator[Callable[..., Program]]:
    """Starts `rapport …` in an empty folder, beside Slack."""
    programs: list[Program] = []

    def begin(*arguments: str, **variables: str) -> Program:
        programs.append(Program(*arguments, folder=tmp_path, **{**slack.variables, **variables}))
        return programs[-1]

    yield begin
    for program in programs:
        program.make_sure_it_is_gone()
