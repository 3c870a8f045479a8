"""The real Socket Mode clients against the sandbox."""

import threading
from collections.abc import Callable, Iterator

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.socket_mode import Sockets
from tests.sandbox.parts import Control, Json, actions, button


@pytest.fixture(scope="module")
def reached(running: tuple[Sandbox, str]) -> Iterator[list[Json]]:
    """A Bolt app on a real connection; the payloads that reach it."""
    heard: list[Json] = []
    client = WebClient(token="xoxb-sandbox", base_url=f"{running[1]}/api/")
    app = App(client=client, process_before_response=True)

    @app.command("/touchpoint")
    def touchpoint(ack: Callable[..., None], body: Json) -> None:
        heard.append(body)
        ack("Logged")

    @app.action("claim")
    def claim(ack: Callable[..., None], body: Json) -> None:
        heard.append(body)
        ack()

    @app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        heard.append(event)
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": []})

    handler = SocketModeHandler(app, app_token="xapp-sandbox", web_client=client)
    handler.connect()  # type: ignore[no-untyped-call]  # slack_bolt gives it no types
    yield heard
    handler.close()  # type: ignore[no-untyped-call]  # slack_bolt gives it no types


@pytest.fixture
def connected(reached: list[Json], sandbox: Sandbox) -> list[Json]:
    assert wait_for(lambda: sandbox.sockets.connected == 1)
    reached.clear()
    return reached


def wait_for(so: Callable[[], bool]) -> bool:
    step = threading.Event()
    return any(so() or step.wait(0.01) for _ in range(1500))


def test_commands_clicks_and_events_are_acknowledged(
    control: Control, connected: list[Json], posted: Callable[..., str]
) -> None:
    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert answer["ack"] == {"text": "Logged"}
    ts = posted(actions(button("claim")))
    assert "error" not in control.post("interact", user="U0ANA", channel="C0GENERAL", ts=ts, action_id="claim")
    assert control.post("home", user="U0ANA")["type"] == "home"
    assert len(connected) == 3


def test_after_a_disconnect_the_client_comes_back_by_itself(
    control: Control, connected: list[Json], sandbox: Sandbox
) -> None:
    assert control.post("disconnect", reason="refresh_requested")["connections"] == 1
    assert wait_for(lambda: sandbox.sockets.connected == 1)
    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="again")
    assert answer["ack"] == {"text": "Logged"}
    assert len(connected) == 1


def test_with_no_connection_the_person_sees_slacks_error_at_once(control: Control, sandbox: Sandbox) -> None:
    sandbox.transport = Sockets()
    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert (answer["ack"], answer["error"]) == (None, "dispatch_failed")


def test_connections_need_the_apps_token_and_a_fresh_ticket(base_url: str, client: WebClient) -> None:
    with pytest.raises(SlackApiError):
        client.apps_connections_open(app_token="xoxb-sandbox")
    url = client.apps_connections_open(app_token="xapp-sandbox")["url"]
    assert url.startswith(base_url.replace("http", "ws"))
