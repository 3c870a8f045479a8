import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from tests.sandbox.parts import Control, Json, actions, button, option, plain, section


@pytest.fixture
def clicked(app: App) -> list[Json]:
    """The payloads of all clicks, acknowledged."""
    heard: list[Json] = []

    @app.action(re.compile(".*"))
    def click(ack: Callable[..., None], body: Json) -> None:
        heard.append(body)
        ack()

    return heard


def test_a_click_in_a_message_has_container_message_state_and_rights(
    control: Control, clicked: list[Json], posted: Callable[..., str]
) -> None:
    ts = posted(actions(button("claim", value="7"), block_id="row"))
    answer = control.post("interact", user="U0ANA", channel="C0GENERAL", ts=ts, action_id="claim")
    body = clicked[0]
    assert answer["ack"] is None
    assert body["container"] == {"type": "message", "message_ts": ts, "channel_id": "C0GENERAL", "is_ephemeral": False}
    assert body["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert body["message"]["ts"] == ts
    assert body["user"] == {"id": "U0ANA", "username": "ana", "name": "ana", "team_id": "T0HARBOUR"}
    assert body["state"] == {"values": {}}
    expected = {"type": "button", "action_id": "claim", "block_id": "row", "value": "7", "text": plain("Claim")}
    assert expected.items() <= body["actions"][0].items()
    assert body["trigger_id"]
    assert body["response_url"]


def test_a_click_in_an_ephemeral_message_has_no_message_and_can_replace_it(
    control: Control, clicked: list[Json], client: WebClient
) -> None:
    client.conversations_join(channel="C0GENERAL")
    blocks = [actions(button("undo"))]
    ts = client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="Logged", blocks=blocks)["message_ts"]
    control.post("interact", user="U0ANA", channel="C0GENERAL", ts=ts, action_id="undo")
    assert clicked[0]["container"]["is_ephemeral"]
    assert "message" not in clicked[0]
    WebhookClient(clicked[0]["response_url"]).send(text="Undone", replace_original=True)
    shown = control.messages("C0GENERAL", "U0ANA")
    assert [(each["text"], each.get("blocks")) for each in shown] == [("Undone", None)]
    assert control.refused("interact", user="U0BEN", channel="C0GENERAL", ts=ts, action_id="undo")[0] == 404


def test_menus_and_pickers_are_chosen_by_value_or_label_and_kept_in_the_state(
    control: Control, clicked: list[Json], posted: Callable[..., str]
) -> None:
    menu = {"type": "static_select", "action_id": "menu", "options": [option("a", "First"), option("b", "Second")]}
    more = {"type": "overflow", "action_id": "more", "options": [option("x", "Snooze"), option("y", "Raise")]}
    blocks = actions(menu, {"type": "datepicker", "action_id": "day"}, more, block_id="row")
    ts = posted(blocks, section(accessory={"type": "users_select", "action_id": "who"}, block_id="side"))
    where = {"user": "U0ANA", "channel": "C0GENERAL", "ts": ts}
    control.post("interact", **where, action_id="menu", value="Second")
    control.post("interact", **where, action_id="day", value="2026-11-23")
    control.post("interact", **where, action_id="more", value="y")
    control.post("interact", **where, action_id="who", value="@ben")
    given = [body["actions"][0] for body in clicked]
    assert given[0]["selected_option"] == option("b", "Second")
    assert given[1]["selected_date"] == "2026-11-23"
    assert given[2]["selected_option"] == option("y", "Raise")
    assert given[3]["selected_user"] == "U0BEN"
    state = clicked[3]["state"]["values"]
    assert state["row"]["menu"]["selected_option"]["value"] == "b"
    assert state["row"]["day"]["selected_date"] == "2026-11-23"
    assert state["side"]["who"] == {"type": "users_select", "selected_user": "U0BEN"}


def test_of_several_elements_with_one_action_id_block_value_or_label_tell_which(
    control: Control, clicked: list[Json], posted: Callable[..., str]
) -> None:
    rows = [actions(button("done", f"Done {i}", value=str(i)), block_id=f"row{i}") for i in range(3)]
    ts = posted(*rows)
    where = {"user": "U0ANA", "channel": "C0GENERAL", "ts": ts, "action_id": "done"}
    for more in ({"block_id": "row1"}, {"value": "2"}, {"value": "Done 1"}, {"value": "row2"}, {}):
        control.post("interact", **where, **more)
    assert [body["actions"][0]["value"] for body in clicked] == ["1", "2", "1", "2", "0"]


def test_clicks_that_make_no_sense_are_refused(control: Control, posted: Callable[..., str]) -> None:
    menu = {"type": "static_select", "action_id": "menu", "options": [option()]}
    ts = posted(actions(button("claim"), menu, {"type": "datepicker", "action_id": "day"}))
    where = {"user": "U0ANA", "channel": "C0GENERAL", "ts": ts}
    assert control.refused("interact", **where, action_id="nope")[0] == 404
    assert control.refused("interact", **where, action_id="menu", value="nope")[0] == 400
    assert control.refused("interact", **where, action_id="day", value="14 March")[0] == 400
    assert control.refused("interact", **{**where, "ts": "1.000000"}, action_id="claim")[0] == 404
    assert control.refused("interact", user="U0ANA", action_id="claim")[0] == 404


def test_two_hundred_clicks_from_sixteen_threads_all_arrive(
    control: Control, app: App, posted: Callable[..., str]
) -> None:
    ts = posted(actions(button("claim")))
    tally = count()

    @app.action("claim")
    def claim(ack: Callable[..., None], client: WebClient) -> None:
        next(tally)
        client.chat_update(channel="C0GENERAL", ts=ts, text="Claimed", blocks=[actions(button("claim"))])
        ack()

    def click(number: int) -> Json:
        user = ("U0ANA", "U0BEN", "U0CARA", "U0ELI")[number % 4]
        return control.post("interact", user=user, channel="C0GENERAL", ts=ts, action_id="claim")

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(click, range(200)))
    assert [answer.get("error") for answer in answers] == [None] * 200
    assert next(tally) == 200


def test_a_click_nobody_answers_tells_the_person(control: Control, app: App, posted: Callable[..., str]) -> None:
    ts = posted(actions(button("unknown")))
    answer = control.post("interact", user="U0ANA", channel="C0GENERAL", ts=ts, action_id="unknown")
    assert (answer["ack"], answer["error"]) == (None, "dispatch_failed")
    assert control.messages("C0GENERAL", "U0ANA")[-1]["subtype"] == "slackbot_error"
    assert app.name
