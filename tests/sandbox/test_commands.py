from collections.abc import Callable

import pytest
from slack_bolt import App
from slack_sdk.webhook import WebhookClient

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.parts import Control, Json, Still, section


@pytest.fixture
def answering(app: App) -> Callable[[object], list[Json]]:
    """Have /touchpoint acknowledged with something; the bodies it was called with."""

    def answer(ack_with: object) -> list[Json]:
        heard: list[Json] = []

        @app.command("/touchpoint")
        def touchpoint(ack: Callable[..., None], body: Json) -> None:
            heard.append(body)
            ack(ack_with) if ack_with else ack()

        return heard

    return answer


def test_a_command_arrives_with_slacks_fields(control: Control, answering: Callable[..., list[Json]]) -> None:
    heard = answering(None)
    control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="Dana: called")
    body = heard[0]
    expected = {"command": "/touchpoint", "text": "Dana: called", "user_id": "U0BEN", "user_name": "ben"}
    expected |= {"channel_id": "C0TEAM", "channel_name": "customer-team", "team_id": "T0HARBOUR"}
    assert expected.items() <= body.items()
    assert body["trigger_id"]
    assert "/response/" in body["response_url"]


def test_the_acknowledged_text_is_shown_to_the_caller_alone(
    control: Control, answering: Callable[..., list[Json]]
) -> None:
    answering("Logged")
    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert answer["ack"] in ("Logged", {"text": "Logged"})
    assert answer["ms"] > 0
    shown = control.messages("C0TEAM", "U0BEN")
    assert [(each["text"], each["is_ephemeral"], each["user"]) for each in shown] == [("Logged", True, "U0RAPPORT")]
    assert control.texts("C0TEAM", "U0ANA") == []


def test_an_in_channel_answer_is_shown_to_all(control: Control, answering: Callable[..., list[Json]]) -> None:
    answering({"text": "All see", "blocks": [section("All see")], "response_type": "in_channel"})
    control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert control.messages("C0TEAM", "U0ANA")[0]["blocks"][0]["text"]["text"] == "All see"


def test_an_empty_acknowledgement_shows_nothing(control: Control, answering: Callable[..., list[Json]]) -> None:
    answering(None)
    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert answer["ack"] is None
    assert "error" not in answer
    assert control.texts("C0TEAM", "U0BEN") == []


def test_an_answer_that_breaks_a_limit_is_an_error_line(control: Control, answering: Callable[..., list[Json]]) -> None:
    answering({"text": "x", "blocks": [section("x" * 3001)]})
    control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert "invalid_blocks" in control.texts("C0TEAM", "U0BEN")[0]


@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        ("call <@U0BEN> in <#C0TEAM>", "call <@U0BEN|ben> in <#C0TEAM|customer-team>"),
        ("<@U0BEN|anything>", "<@U0BEN|ben>"),
        ("<!channel> & <b> <@U0NOBODY>", "&lt;!channel&gt; &amp; &lt;b&gt; &lt;@U0NOBODY&gt;"),
        ("dana@x.org https://x.org/a?b=1&c", "dana@x.org https://x.org/a?b=1&amp;c"),
        ("“Dana: Reyes” 🍰 مطعم", "“Dana: Reyes” 🍰 مطعم"),
        ("", ""),
    ],
)
def test_the_text_is_escaped_as_with_should_escape(
    control: Control, answering: Callable[..., list[Json]], typed: str, arrives: str
) -> None:
    heard = answering(None)
    control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text=typed)
    assert heard[0]["text"] == arrives


def test_a_bot_that_fails_shows_slacks_error_line(control: Control, app: App) -> None:
    @app.command("/touchpoint")
    def touchpoint() -> None:
        raise RuntimeError

    answer = control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    assert answer["ack"] is None
    assert answer["error"] == "dispatch_failed"
    shown = control.messages("C0TEAM", "U0BEN")[0]
    assert shown["text"] == '/touchpoint failed with the error "dispatch_failed"'
    assert (shown["subtype"], shown["is_ephemeral"]) == ("slackbot_error", True)


def test_commands_that_make_no_sense_are_refused_in_words(control: Control) -> None:
    usual = {"channel": "C0TEAM", "user": "U0BEN", "command": "/touchpoint", "text": ""}
    assert control.refused("command", **{**usual, "command": "/nope"})[0] == 404
    assert control.refused("command", **{**usual, "user": "U0NOBODY"})[0] == 404
    assert control.refused("command", **{**usual, "channel": "C0NONE"})[0] == 404
    assert control.refused("command", **{**usual, "user": "U0GUS"}) == (403, "Gus Moreau cannot open C0TEAM.")
    assert control.refused("command", user="U0BEN")[0] == 400


def test_a_response_url_posts_replaces_and_deletes_five_times(
    control: Control, answering: Callable[..., list[Json]]
) -> None:
    heard = answering("Logged")
    control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    webhook = WebhookClient(heard[0]["response_url"])
    webhook.send(text="Undone", replace_original=True)
    assert control.texts("C0TEAM", "U0BEN") == ["Undone"]
    webhook.send(text="also", response_type="ephemeral")
    webhook.send(text="loud", response_type="in_channel")
    assert control.texts("C0TEAM", "U0BEN") == ["Undone", "also", "loud"]
    assert control.texts("C0TEAM", "U0ANA") == ["loud"]
    webhook.send(delete_original=True)
    assert control.texts("C0TEAM", "U0BEN") == ["also", "loud"]
    assert webhook.send(text="five").status_code == 200
    spent = webhook.send(text="six")
    assert (spent.status_code, "used_url" in spent.body) == (404, True)


def test_a_response_url_ends_after_half_an_hour(
    control: Control, answering: Callable[..., list[Json]], sandbox: Sandbox
) -> None:
    heard = answering("Logged")
    control.post("command", channel="C0TEAM", user="U0BEN", command="/touchpoint", text="x")
    sandbox.bot = Still(sandbox.clock)
    control.post("clock", advance="31m")
    assert "expired_url" in WebhookClient(heard[0]["response_url"]).send(text="late").body
