"""Whatever is sent in Slack's name, signed and broken: an answer, no exception, nothing stored of what is refused."""

import http.client
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.sandbox.wire.transports import HttpTransport
from storage.settings import NAMES
from tests.faults.mutations import mutated, recorded
from tests.processes import Slack
from tests.served import Server

pytestmark = pytest.mark.engine("sqlite")  # what is refused comes to no database

FACTS = ("customers", "touchpoints", "requests", f"settings WHERE name IN {tuple(sorted(NAMES))}")
"""Marks of jobs, which may run meanwhile, stand beside what people have set."""

GROWTH_MB = 10
"""How much more memory the last four fifths of the requests may leave in use than the first fifth did: SQLite keeps up
to 2 MB of pages for each of its connections."""

ONE_POOL = {"MALLOC_ARENA_MAX": "1"}
"""Else glibc keeps a pool of free memory for each thread, and how far those grow says nothing of what is in use."""

SPOILED = str(Path(__file__).with_name("spoiled_bot.py"))


@pytest.fixture
def start(slack: Slack, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a bot that serves HTTP and knows Dana; other programs than Rapport can be given."""
    started = []

    def start(*program: str) -> Server:
        server = Server(slack, tmp_path, program or ("-m", "bot"), **ONE_POOL)
        started.append(server)
        slack.sandbox.transport = HttpTransport(server.url)
        slack.typed("/customer", "add Dana Reyes")
        return server

    yield start
    for server in started:
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


@dataclass
class Outcome:
    """What became of broken requests: how many had which status, those refused, and the memory (MB) in use."""

    answers: Counter[int] = field(default_factory=Counter)
    refused: list[tuple[str, bytes]] = field(default_factory=list)
    early_mb: float = 0.0
    late_mb: float = 0.0

    @property
    def grew_by_mb(self) -> float:
        return self.late_mb - self.early_mb


def break_in(served: Server, sender: Sender, count: int) -> Outcome:
    """Send so many broken requests; the same ones every time."""
    chance, outcome = random.Random(9), Outcome()  # noqa: S311  # no secret
    sandbox = served.slack.sandbox
    whole = recorded(sandbox, HttpTransport(served.url))
    for number in range(count):
        request = mutated(chance, chance.choice(whole), sandbox.workspace.tickets.trigger("U0ANA"))
        status = sender.send(*request)
        outcome.answers[status] += 1
        assert status < 500, (status, request, served.program.output[-3000:])
        if status in {400, 401}:
            outcome.refused.append(request)
        if number == count // 5:
            outcome.early_mb = served.memory_mb()
    outcome.late_mb = served.memory_mb()
    return outcome


def defects(served: Server) -> list[str]:
    """The errors in its log, but for forms and pages that Slack did not take, because trigger or person was broken."""
    errors = [line for line in served.program.output.splitlines() if "level=error" in line]
    return [line for line in errors if not re.search(r": SlackApiError.* (open_view|publish_home) ", line)]


@pytest.mark.parametrize("count", [1_000, pytest.param(50_000, marks=pytest.mark.full)])
def test_no_broken_payload_is_answered_by_an_error_of_ours_and_none_that_is_refused_leaves_a_trace(
    start: Callable[..., Server], count: int
) -> None:
    served = start()
    sender = Sender(served)
    outcome = break_in(served, sender, count)
    print(f"{outcome.answers}, {outcome.early_mb:.0f} MB after a fifth, {outcome.late_mb:.0f} MB after all")  # noqa: T201  # for docs/faults.md
    assert outcome.answers[200] > count / 20
    assert outcome.answers[400] > count / 20
    assert defects(served) == []
    assert outcome.grew_by_mb < GROWTH_MB

    before = facts(served)
    assert {sender.send(*request) for request in outcome.refused[:2_000]} <= {400, 401}
    assert facts(served) == before
    assert served.is_ready()


def test_control_keeping_the_payloads_is_noticed(start: Callable[..., Server]) -> None:
    served = start(SPOILED, "leaking")
    assert break_in(served, Sender(served), 700).grew_by_mb > GROWTH_MB


def test_control_a_handler_that_raises_is_noticed(start: Callable[..., Server]) -> None:
    """Whoever caused it is told in words, with status 200: the log alone shows it."""
    served = start(SPOILED, "failing")
    break_in(served, Sender(served), 200)
    assert any("KeyError" in line for line in defects(served))


def facts(served: Server) -> dict[str, list[str]]:
    """Everything stored that only a request can change."""
    with sqlite3.connect(f"file:{served.folder}/data/T0HARBOUR.db?mode=ro", uri=True) as connection:
        return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in FACTS}  # noqa: S608  # our own names
