"""Whoever sends slowly keeps nobody waiting (tests/bench/slow.py measures for how long)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.wire.transports import HttpTransport
from tests.processes import Program, slack_here
from tests.served import Server

pytestmark = pytest.mark.engine("sqlite")  # half requests come to no database

ROOT = Path(__file__).parents[2]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    with slack_here() as slack:
        server = Server(slack, tmp_path)
        yield server
        server.program.make_sure_it_is_gone()


@pytest.mark.parametrize("others", [("hold", "64"), ("storm", "300"), ("hold", "1200")], ids="-".join)
def test_everybody_is_answered_while_others_send_half_requests(served: Server, others: tuple[str, str]) -> None:
    hostile = Program(str(served.port), *others, folder=ROOT, program=["tests/bench/hostile.py"])
    try:
        hostile.wait_for("begun")
        body = b"command=%2Frapport&text=help&user_id=U0ANA&team_id=T0HARBOUR&channel_id=C0GENERAL&trigger_id=1.2.a"
        signed = {"Content-Type": "application/x-www-form-urlencoded", **HttpTransport(served.url).sign(body)}
        for _ in range(30):
            status, answer = served.ask("POST", "/slack/events", body, signed)
            assert (status, "/touchpoint" in answer) == (200, True)
            assert served.ask("GET", "/healthz")[0] == 200
    finally:
        hostile.make_sure_it_is_gone()
    assert served.is_ready()
