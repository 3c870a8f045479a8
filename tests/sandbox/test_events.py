import threading
from datetime import timedelta

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.transports import Ack, Envelope
from tests.sandbox.parts import Control, Json, Still, wait_for


class Deaf:
    """Acknowledges nothing until it has been called so many times."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.heard: list[Envelope] = []
        self.acknowledged = threading.Event()

    def deliver(self, envelope: Envelope) -> Ack | None:
        self.heard.append(envelope)
        if len(self.heard) <= self.times:
            return None
        self.acknowledged.set()
        return Ack()


def test_a_message_in_a_channel_of_the_bot_is_an_event(
    control: Control, app: App, client: WebClient, sandbox: Sandbox
) -> None:
    heard: list[Json] = []

    @app.event("message")
    def message(body: Json) -> None:
        heard.append(body)

    sandbox.workspace.app.events |= {"message.channels"}
    client.conversations_join(channel="C0FEEDBACK")
    ts = control.post("message", channel="C0FEEDBACK", user="U0ANA", text="Cold soup & <b> https://x.org a@x.org")["ts"]
    control.post("message", channel="C0TEAM", user="U0ANA", text="the bot is not here")
    assert len(heard) == 1
    body = heard[0]
    assert (body["type"], body["event_id"][:2], body["team_id"]) == ("event_callback", "Ev", "T0HARBOUR")
    text = "Cold soup &amp; &lt;b&gt; <https://x.org> <mailto:a@x.org|a@x.org>"
    expected = {"type": "message", "channel": "C0FEEDBACK", "user": "U0ANA", "text": text, "ts": ts}
    assert (expected | {"channel_type": "channel"}).items() <= body["event"].items()


def test_edits_and_deletions_of_people_are_events(
    control: Control, app: App, client: WebClient, sandbox: Sandbox
) -> None:
    heard: list[Json] = []

    @app.event({"type": "message", "subtype": "message_changed"})
    def changed(event: Json) -> None:
        heard.append(event)

    @app.event({"type": "message", "subtype": "message_deleted"})
    def deleted(event: Json) -> None:
        heard.append(event)

    client.conversations_join(channel="C0FEEDBACK")
    ts = control.post("message", channel="C0FEEDBACK", user="U0ANA", text="cold")["ts"]
    sandbox.workspace.app.events |= {"message.channels"}
    control.post("edit", channel="C0FEEDBACK", user="U0ANA", ts=ts, text="hot")
    control.post("delete", channel="C0FEEDBACK", user="U0ANA", ts=ts)
    assert (heard[0]["message"]["text"], heard[0]["previous_message"]["text"]) == ("hot", "cold")
    assert heard[1]["deleted_ts"] == ts
    assert control.texts("C0FEEDBACK", "U0ANA") == []
    mine = client.chat_postMessage(channel="C0FEEDBACK", text="mine")["ts"]
    assert control.refused("edit", channel="C0FEEDBACK", user="U0ANA", ts=mine, text="x")[0] == 403


def test_a_changed_person_is_an_event_and_changed_everywhere(control: Control, app: App, client: WebClient) -> None:
    heard: list[Json] = []

    @app.event("user_change")
    def changed(event: Json) -> None:
        heard.append(event["user"])

    control.post("user", id="U0ANA", tz="Asia/Kolkata", is_admin=True, profile={"status_emoji": ":palm_tree:"})
    assert (heard[0]["tz"], heard[0]["tz_offset"], heard[0]["is_admin"]) == ("Asia/Kolkata", 19800, True)
    ana = client.users_info(user="U0ANA")["user"]
    assert (ana["profile"]["status_emoji"], ana["profile"]["display_name"]) == (":palm_tree:", "ana")
    assert control.refused("user", id="U0ANA", is_wizard=True)[0] == 400


MOVES: list[tuple[Json, Json, Json]] = [
    (
        {"is_ext_shared": True},
        {"is_ext_shared": False},
        {"type": "channel_unshared", "channel": "C0FEEDBACK", "is_ext_shared": False},
    ),
    ({"is_archived": True}, {"is_archived": False}, {"type": "channel_unarchive", "channel": "C0FEEDBACK"}),
    (
        {},
        {"members": ["U0ANA", "U0RAPPORT", "U0GUS"]},
        {"type": "member_joined_channel", "user": "U0GUS", "channel": "C0FEEDBACK", "channel_type": "C"},
    ),
    (
        {"members": ["U0ANA", "U0RAPPORT", "U0GUS"]},
        {"members": ["U0ANA", "U0RAPPORT"]},
        {"type": "member_left_channel", "user": "U0GUS", "channel": "C0FEEDBACK"},
    ),
    (
        {},
        {"new_id": "C9FEEDBACK"},
        {"type": "channel_id_changed", "old_channel_id": "C0FEEDBACK", "new_channel_id": "C9FEEDBACK"},
    ),
]


@pytest.mark.parametrize(("before", "after", "event"), MOVES, ids=lambda given: given.get("type", ""))
def test_what_happens_to_a_channel_is_an_event_in_slacks_form(
    control: Control, client: WebClient, sandbox: Sandbox, before: Json, after: Json, event: Json
) -> None:
    client.conversations_join(channel="C0FEEDBACK")
    control.post("channel", id="C0FEEDBACK", **before)
    deaf = Deaf(0)
    sandbox.transport = deaf
    control.post("channel", id="C0FEEDBACK", **after)

    heard = [each.payload["event"] for each in deaf.heard]
    assert any(event.items() <= each.items() for each in heard), heard


def test_an_app_that_is_taken_out_hears_of_it_and_may_do_nothing_until_it_is_installed_again(
    control: Control, client: WebClient, sandbox: Sandbox
) -> None:
    client.conversations_join(channel="C0FEEDBACK")
    deaf = Deaf(0)
    sandbox.transport = deaf
    control.post("install", is_installed=False)
    with pytest.raises(SlackApiError, match="account_inactive"):
        client.chat_postMessage(channel="C0FEEDBACK", text="x")
    control.post("install", is_installed=True)

    assert {each.payload["event"]["type"] for each in deaf.heard} == {"tokens_revoked", "app_uninstalled"}
    with pytest.raises(SlackApiError, match="not_in_channel"):
        client.chat_postMessage(channel="C0FEEDBACK", text="x")


def test_events_the_app_did_not_subscribe_to_are_not_sent(control: Control, sandbox: Sandbox) -> None:
    sandbox.workspace.app.events = set()
    deaf = Deaf(0)
    sandbox.transport = deaf
    control.post("home", user="U0ANA")
    assert deaf.heard == []


def test_an_unacknowledged_event_comes_again_at_once_after_a_minute_and_after_five(
    control: Control, sandbox: Sandbox
) -> None:
    deaf = Deaf(2)
    sandbox.transport, sandbox.bot = deaf, Still(sandbox.clock)
    control.post("home", user="U0ANA")
    wait_for(lambda: len(deaf.heard) == 2)
    control.post("clock", now=later(sandbox, 61))
    assert deaf.acknowledged.wait(5)
    assert [(each.retry_num, each.retry_reason) for each in deaf.heard] == [
        (0, ""),
        (1, "http_error"),
        (2, "http_error"),
    ]
    assert len({each.payload["event_id"] for each in deaf.heard}) == 1


def test_clicks_and_commands_are_never_sent_again(control: Control, sandbox: Sandbox) -> None:
    deaf = Deaf(9)
    sandbox.transport, sandbox.bot = deaf, Still(sandbox.clock)
    control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    control.post("clock", now=later(sandbox, 600))
    assert len(deaf.heard) == 1


def later(sandbox: Sandbox, seconds: int) -> str:
    return (sandbox.clock.now() + timedelta(seconds=seconds)).isoformat()
