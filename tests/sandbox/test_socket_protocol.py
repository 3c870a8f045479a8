"""Socket Mode as it looks on the wire, without any of Slack's clients."""

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.clock import SandboxClock
from tests.sandbox.parts import Json


@pytest.fixture(scope="module")
def own() -> Iterator[tuple[Sandbox, str]]:
    """A sandbox whose sockets nobody else uses."""
    sandbox = Sandbox(SandboxClock())
    server = SandboxServer(sandbox)
    yield sandbox, server.start()
    server.stop()


def opened(base_url: str) -> str:
    return str(WebClient(base_url=f"{base_url}/api/").apps_connections_open(app_token="xapp-sandbox")["url"])


@contextmanager
def link(base_url: str) -> Iterator[tuple[ClientConnection, Json]]:
    """A connection and its hello."""
    with connect(opened(base_url), proxy=None) as socket:
        yield socket, json.loads(socket.recv(5))


def meanwhile(sandbox: Sandbox, act: str, **arguments: object) -> "Future[Json]":
    return ThreadPoolExecutor(1).submit(getattr(sandbox.people, act), **arguments)


def typed(sandbox: Sandbox) -> "Future[Json]":
    return meanwhile(sandbox, "command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")


def test_a_connection_begins_with_hello_and_its_ticket_is_used_up(own: tuple[Sandbox, str]) -> None:
    url = opened(own[1])
    with connect(url, proxy=None) as socket:
        hello = json.loads(socket.recv(5))
        assert (hello["type"], hello["num_connections"], hello["connection_info"]) == (
            "hello",
            1,
            {"app_id": "A0RAPPORT"},
        )
        with pytest.raises(InvalidStatus):
            connect(url, proxy=None)


def test_a_command_is_an_envelope_that_takes_an_answer(own: tuple[Sandbox, str]) -> None:
    sandbox, base_url = own
    with link(base_url) as (socket, _):
        answer = typed(sandbox)
        envelope = json.loads(socket.recv(5))
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        assert "retry_attempt" not in envelope
        socket.send("no json")
        socket.send(json.dumps({"envelope_id": "another"}))
        socket.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": "Logged"}}))
        assert answer.result(5)["ack"] == {"text": "Logged"}


def test_payloads_take_turns_over_the_connections(own: tuple[Sandbox, str]) -> None:
    sandbox, base_url = own
    with link(base_url) as (first, _), link(base_url) as (second, hello):
        assert hello["num_connections"] == 2
        answers = [typed(sandbox), typed(sandbox)]
        for socket in (first, second):
            socket.send(json.dumps({"envelope_id": json.loads(socket.recv(5))["envelope_id"]}))
        assert ["error" in answer.result(5) for answer in answers] == [False, False]


def test_what_is_not_acknowledged_in_three_seconds_shows_slacks_error(own: tuple[Sandbox, str]) -> None:
    sandbox, base_url = own
    with link(base_url) as (socket, _):
        answer = typed(sandbox).result(10)
        assert json.loads(socket.recv(5))["type"] == "slash_commands"
    assert (answer["ack"], answer["error"]) == (None, "operation_timeout")
    assert answer["ms"] >= 2900
    shown = sandbox.people.messages(channel="C0TEAM", user="U0BEN")[-1]
    assert shown["text"] == '/touchpoint failed with the error "operation_timeout"'


def test_an_event_comes_again_when_its_connection_is_lost_before_the_answer(own: tuple[Sandbox, str]) -> None:
    sandbox, base_url = own
    with link(base_url) as (first, _):
        opened_home = meanwhile(sandbox, "home", user="U0ANA")
        lost = json.loads(first.recv(5))
        with link(base_url) as (second, _):
            first.close()
            again = json.loads(second.recv(5))
            second.send(json.dumps({"envelope_id": again["envelope_id"]}))
        opened_home.result(5)
    assert (lost["type"], lost["retry_attempt"], lost["accepts_response_payload"]) == ("events_api", 0, False)
    assert (again["retry_attempt"], bool(again["retry_reason"])) == (1, True)
    assert again["payload"]["event_id"] == lost["payload"]["event_id"]
    assert again["envelope_id"] != lost["envelope_id"]


def test_a_disconnect_says_why_and_closes(own: tuple[Sandbox, str]) -> None:
    sandbox, base_url = own
    with link(base_url) as (socket, _):
        assert sandbox.sockets.disconnect("link_disabled") == 1
        message = json.loads(socket.recv(5))
        assert (message["type"], message["reason"]) == ("disconnect", "link_disabled")
        with pytest.raises(ConnectionClosed):
            socket.recv(5)
