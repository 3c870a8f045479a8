"""The real Bolt adapter behind an HTTP server, reached by signed requests."""

import threading
from collections.abc import Callable, Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.transports import Ack, HttpTransport, ack_of
from tests.sandbox.parts import Control, Json, actions, button, http


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # because the parent names it so
        """Say nothing."""


@pytest.fixture
def request_url(client: WebClient) -> Iterator[str]:
    app = App(client=client, signing_secret="sandbox", process_before_response=True)

    @app.command("/touchpoint")
    def touchpoint(ack: Callable[..., None], body: Json) -> None:
        ack(f"Logged {body['text']}")

    @app.action("claim")
    def claim(ack: Callable[..., None]) -> None:
        ack()

    @app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": []})

    server = make_server("127.0.0.1", 0, SlackRequestHandler(app), handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/slack/events"
    server.shutdown()
    server.server_close()


def test_commands_clicks_and_events_arrive_signed(
    control: Control, request_url: str, posted: Callable[..., str]
) -> None:
    control.post("app", request_url=request_url)
    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="ümläut & more")
    assert answer["ack"] == "Logged ümläut &amp; more"
    ts = posted(actions(button("claim")))
    assert "error" not in control.post("interact", user="U0ANA", channel="C0GENERAL", ts=ts, action_id="claim")
    assert control.post("home", user="U0ANA")["type"] == "home"


def test_a_forged_signature_is_refused_by_bolt(request_url: str) -> None:
    headers = HttpTransport(request_url, "another secret").sign(b"command=/touchpoint")
    assert http(request_url, b"command=/touchpoint", headers)[0] == 401


def test_the_signature_is_slacks() -> None:
    headers = HttpTransport("http://127.0.0.1/").sign(b"body")
    assert SignatureVerifier("sandbox").is_valid_request(b"body", headers)


def test_a_server_that_is_not_there_shows_slacks_error(control: Control, sandbox: Sandbox) -> None:
    control.post("app", request_url="http://127.0.0.1:9/slack/events")
    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert answer["error"] == "dispatch_failed"
    control.post("app", request_url=None)
    assert sandbox.transport is sandbox.sockets


@pytest.mark.parametrize(
    ("status", "text", "ack"),
    [
        (200, "", Ack()),
        (200, "Logged", Ack("Logged")),
        (200, '{"text": "Logged"}', Ack({"text": "Logged"})),
        (200, "[1]", Ack("[1]")),
        (500, "Logged", None),
        (302, "", None),
    ],
)
def test_only_200_acknowledges(status: int, text: str, ack: Ack | None) -> None:
    assert ack_of(status, text) == ack
