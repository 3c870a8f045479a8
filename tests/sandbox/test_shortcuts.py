from collections.abc import Callable

from slack_bolt import App
from slack_sdk import WebClient

from tests.sandbox.parts import Control, Json


def test_a_shortcut_on_a_message_carries_it(control: Control, app: App) -> None:
    heard: list[Json] = []

    @app.shortcut("log_message_as_complaint")
    def shortcut(ack: Callable[..., None], body: Json) -> None:
        heard.append(body)
        ack()

    ts = control.post("message", channel="C0TEAM", user="U0ANA", text="Cold soup again")["ts"]
    answer = control.post("shortcut", user="U0BEN", callback_id="log_message_as_complaint", channel="C0TEAM", ts=ts)
    body = heard[0]
    assert "error" not in answer
    assert (body["type"], body["message_ts"], body["channel"]) == (
        "message_action",
        ts,
        {"id": "C0TEAM", "name": "customer-team"},
    )
    assert (body["message"]["text"], body["message"]["user"]) == ("Cold soup again", "U0ANA")
    assert body["trigger_id"]
    assert body["response_url"]


def test_a_global_shortcut_carries_no_channel(control: Control, app: App) -> None:
    heard: list[Json] = []

    @app.shortcut("find_customer")
    def shortcut(ack: Callable[..., None], body: Json) -> None:
        heard.append(body)
        ack()

    control.post("shortcut", user="U0BEN", callback_id="find_customer")
    assert heard[0]["type"] == "shortcut"
    assert not {"channel", "message", "response_url"} & heard[0].keys()


def test_ephemeral_messages_and_unknown_names_have_no_shortcut(control: Control, client: WebClient) -> None:
    client.conversations_join(channel="C0TEAM")
    ts = client.chat_postEphemeral(channel="C0TEAM", user="U0BEN", text="psst")["message_ts"]
    where = {"user": "U0BEN", "channel": "C0TEAM", "ts": ts}
    assert control.refused("shortcut", **where, callback_id="log_message_as_complaint")[0] == 400
    assert control.refused("shortcut", **where, callback_id="find_customer")[0] == 404
    assert control.refused("shortcut", user="U0BEN", callback_id="nope")[0] == 404
