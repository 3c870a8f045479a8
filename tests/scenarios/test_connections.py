"""The two Socket Mode connections: they come back whatever happens to them, and what was acknowledged was done."""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_bolt import Ack, BoltResponse
from slack_sdk import WebClient

from bot.sandbox.wire.faults import Fault
from bot.slack.punctual import PunctualApp
from bot.slack.refusals import Refusals
from bot.slack.sockets import GIVE_UP_S, LONGEST_PAUSE_S, SILENT_S, TEND_S, ConnectionLostError, SocketMode
from tests.fake_clock import FakeClock
from tests.processes import Network, Slack, eventually, slack_here


class Line:
    """A small bot, connected to Slack over a network that can fail; its watchdog's clock is moved by hand."""

    def __init__(self, slack: Slack, network: Network) -> None:
        self.slack = slack
        self.network = network
        self.clock = FakeClock()
        self.handled: list[str] = []
        self.during: Callable[[str], object] = lambda _text: None
        client = WebClient("xoxb-sandbox", base_url=f"{slack.url}/api/")
        app = PunctualApp(
            last_resort=lambda _payload, _noted, _error: BoltResponse(status=500),
            refusals=Refusals(self.clock),
            client=client,
            request_verification_enabled=False,
            process_before_response=True,
        )
        app.command("/rapport")(self._handle)
        self.app = app
        self.sockets = self.connect("xapp-sandbox")

    def connect(self, token: str) -> SocketMode:
        sockets = SocketMode(self.app, token, f"{self.network.url}/api/", self.clock)
        sockets.start()
        return sockets

    def both(self) -> bool:
        return self.sockets.connected == 2 and self.slack.sandbox.sockets.connected >= 2

    def later(self, seconds: float) -> "Line":
        """The same, so much later."""
        self.clock.advance(seconds)
        return self

    def wait_out_the_silence(self) -> None:
        """Let time pass until the watchdog has given both connections up."""
        clients = self.sockets.replaced

        def passed() -> bool:
            self.clock.advance(SILENT_S / 3 + 1)
            threading.Event().wait(TEND_S + 0.1)  # the watchdog looks in between, and sees pongs that are still coming
            return self.sockets.replaced >= clients + 2

        eventually(passed)

    def send(self, text: str) -> str:
        """Type it again and again until somebody answers."""
        return eventually(lambda: self.slack.typed("/rapport", text))

    def _handle(self, ack: Ack, command: dict[str, Any]) -> None:
        self.during(command["text"])
        self.handled.append(command["text"])
        ack(command["text"])


@pytest.fixture
def line() -> Iterator[Line]:
    """A line with both connections up."""
    with slack_here() as slack:
        network = Network(urlsplit(slack.url).port or 0)
        slack.sandbox.workspace.base_url = network.url
        line = Line(slack, network)
        eventually(line.both)
        yield line
        line.sockets.stop()
        network.close()


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_whatever_the_reason_for_a_disconnect_both_connections_come_back(line: Line, reason: str) -> None:
    assert line.slack.sandbox.sockets.disconnect(reason) == 2
    eventually(lambda: line.slack.sandbox.sockets.connected == 2)
    assert line.send("still here")


def test_over_a_hundred_disconnects_everything_acknowledged_was_done_and_everything_gets_through(line: Line) -> None:
    for number in range(100):
        line.slack.sandbox.sockets.disconnect(("warning", "refresh_requested")[number % 2])
        assert f"command {number}" in line.send(f"command {number}")
        assert f"command {number}" in line.handled


def test_a_connection_that_is_open_but_dead_is_replaced_well_within_a_minute(line: Line) -> None:
    assert SILENT_S < 60
    line.network.swallow()
    line.wait_out_the_silence()
    assert line.send("hello again")


def test_one_that_died_before_its_first_pong_is_replaced_too(line: Line) -> None:
    line.network.swallow()
    line.slack.sandbox.sockets.disconnect("refresh_requested")  # heard by nobody
    line.wait_out_the_silence()
    assert line.send("hello again")


def test_after_an_outage_it_connects_again(line: Line) -> None:
    line.network.go_down()
    line.wait_out_the_silence()
    eventually(lambda: line.sockets.connected == 0)
    line.sockets.check()
    line.network.come_up()
    eventually(lambda: line.later(LONGEST_PAUSE_S).both())
    assert line.send("hello again")


def test_without_any_connection_for_minutes_it_gives_up_with_a_sentence(line: Line) -> None:
    line.network.go_down()
    line.wait_out_the_silence()
    eventually(lambda: line.sockets.connected == 0)
    line.clock.advance(GIVE_UP_S)
    with pytest.raises(ConnectionLostError, match="No connection to Slack for 5 minutes"):
        line.sockets.check()


def test_it_gives_up_at_once_where_slack_refuses_the_token(line: Line) -> None:
    sockets = line.connect("xapp-revoked")

    def given_up() -> str:
        try:
            sockets.check()
        except ConnectionLostError as error:
            return error.sentence
        return ""

    assert "Slack refuses SLACK_APP_TOKEN (invalid_auth)" in eventually(given_up)
    sockets.stop()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("apps.connections.open", times=3, status=502),
        Fault("apps.connections.open", times=3, error="internal_error"),
        Fault("apps.connections.open", times=3, status=429, retry_after="1.5"),
        Fault("apps.connections.open", times=3, status=429, retry_after="soon"),
        Fault("apps.connections.open", times=3, drop="before"),
    ],
    ids=["502", "internal_error", "429", "429 of another form", "dropped"],
)
def test_it_tries_again_while_slack_gives_no_address(line: Line, fault: Fault) -> None:
    line.slack.sandbox.faults.order(fault)
    line.slack.sandbox.sockets.disconnect("refresh_requested")
    eventually(lambda: line.later(0.2) and fault.times == 0)
    eventually(lambda: line.later(0.2).both())
    line.sockets.check()
    assert line.send("hello again")


def test_what_runs_when_it_stops_is_finished_and_acknowledged(line: Line) -> None:
    begun, go_on, answers = threading.Event(), threading.Event(), []

    def wait(_text: str) -> None:
        begun.set()
        go_on.wait()

    line.during = wait
    person = threading.Thread(target=lambda: answers.append(line.slack.typed("/rapport", "last words")))
    person.start()
    begun.wait()
    stopping = threading.Thread(target=line.sockets.stop)
    stopping.start()
    go_on.set()
    stopping.join()
    person.join()
    assert "last words" in str(answers)
    assert line.sockets.connected == 0
