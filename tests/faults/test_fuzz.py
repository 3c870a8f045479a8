"""Whatever is sent in Slack's name, signed and broken: an answer, no exception, nothing stored of what is refused."""

import http.client
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.transports import HttpTransport
from bot.sandbox.world.clock import SandboxClock
from tests.faults.mutations import mutated, recorded
from tests.processes import Slack
from tests.served import Server

FACTS = ("customers", "touchpoints", "requests", "settings")
GROWTH_MB = 25
"""How much more memory the last four fifths of the requests may leave in use than the first fifth did."""


@pytest.fixture
def slack() -> Iterator[Slack]:
    sandbox = Sandbox(SandboxClock())
    server = SandboxServer(sandbox)
    yield Slack(sandbox, server.start())
    server.stop()


@pytest.fixture
def served(slack: Slack, tmp_path: Path) -> Iterator[Server]:
    server = Server(slack, tmp_path)
    slack.sandbox.transport = HttpTransport(server.url)
    slack.typed("/customer", "add Dana Reyes")
    yield server
    server.program.make_sure_it_is_gone()


class Sender:
    """Sends signed requests over one connection that stays open."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self._way = HttpTransport(server.url)

    def send(self, kind: str, body: bytes) -> int:
        """The status it is answered with."""
        self._connection.request("POST", "/slack/events", body, {"Content-Type": kind, **self._way.sign(body)})
        answer = self._connection.getresponse()
        answer.read()
        return answer.status


@pytest.mark.parametrize("count", [2_000, pytest.param(50_000, marks=pytest.mark.full)])
def test_no_broken_payload_is_answered_by_an_error_of_ours_and_none_that_is_refused_leaves_a_trace(
    served: Server, slack: Slack, count: int
) -> None:
    chance = random.Random(9)  # noqa: S311  # the same payloads every time
    whole = recorded(slack.sandbox, HttpTransport(served.url))
    sender, answers, refused, early_mb = Sender(served), Counter[int](), [], 0.0
    for number in range(count):
        request = mutated(chance, chance.choice(whole), slack.sandbox.workspace.tickets.trigger("U0ANA"))
        status = sender.send(*request)
        answers[status] += 1
        assert status < 500, (status, request, served.program.output[-3000:])
        if status in {400, 401}:
            refused.append(request)
        if number == count // 5:
            early_mb = served.memory_mb()
    late_mb = served.memory_mb()
    print(f"{answers}, {early_mb:.0f} MB after a fifth, {late_mb:.0f} MB after all")  # noqa: T201  # for docs/faults.md
    assert answers[200] > count / 20
    assert answers[400] > count / 20
    assert late_mb < early_mb + GROWTH_MB

    before = facts(served)
    assert {sender.send(*request) for request in refused[:2_000]} <= {400, 401}
    assert facts(served) == before
    assert served.is_ready()


def facts(served: Server) -> dict[str, list[str]]:
    """Everything stored that only a request can change."""
    with sqlite3.connect(f"file:{served.folder}/data/T0HARBOUR.db?mode=ro", uri=True) as connection:
        return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in FACTS}  # noqa: S608  # our own names
