"""What Slack sends gets through however much it adds; what it never sends is refused with a word about the field."""

from typing import Any

import pytest

from bot.sandbox.world.manifest import App
from bot.slack.event_shapes import EVENTS
from bot.slack.shapes import WrongShapeError, check_shape

Json = dict[str, Any]

PERSON = {"id": "U0ANA", "username": "ana", "name": "ana", "team_id": "T0HARBOUR"}
CLICK: Json = {
    "type": "block_actions",
    "user": PERSON,
    "api_app_id": "A1",
    "token": "x",
    "container": {"type": "message", "message_ts": "1548261231.000200", "channel_id": "C1", "is_ephemeral": False},
    "trigger_id": "12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3",
    "team": {"id": "T0HARBOUR", "domain": "harbour"},
    "channel": {"id": "C1", "name": "review-updates"},
    "message": {"bot_id": "B1", "type": "message", "text": "Hi", "user": "U1", "ts": "1548261231.000200"},
    "response_url": "https://hooks.slack.com/actions/T1/1232321423432/D09sSasdasdAS9091209",
    "actions": [{"action_id": "claim", "block_id": "=qXel", "value": "7", "type": "button", "action_ts": "1.2"}],
    "state": {"values": {}},
}
VIEW: Json = {
    "id": "V1",
    "type": "modal",
    "callback_id": "log_form",
    "private_metadata": "",
    "hash": "156.Cd",
    "blocks": [],
}
FORM: Json = {
    "type": "view_submission",
    "team": {"id": "T0HARBOUR", "domain": "harbour"},
    "user": PERSON,
    "view": {**VIEW, "state": {"values": {"a block": {"b": {"type": "plain_text_input", "value": None}}}}},
    "response_urls": [],
}
COMMAND: Json = {
    "command": "/rapport",
    "user_id": "U1",
    "team_id": "T1",
    "channel_id": "D1",
    "trigger_id": "1.2.a",
    "text": "",
    "response_url": "https://hooks.slack.com/commands/1/2",
    "is_enterprise_install": "false",
}
EVENT: Json = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "event": {"type": "user_change", "user": {"id": "U1", "profile": {"real_name": "Ana"}}, "cache_ts": 1},
    "authorizations": [{"enterprise_id": None, "team_id": "T1", "user_id": "U1", "is_bot": True}],
}
MESSAGE: Json = {
    **{key: CLICK[key] for key in ("user", "team", "channel", "trigger_id", "response_url")},
    "type": "message_action",
    "callback_id": "log_message_as_touchpoint",
    "message_ts": "1548261231.000200",
    "message": {"type": "message", "subtype": "bot_message", "text": None, "ts": "1548261231.000200", "blocks": []},
}


@pytest.mark.parametrize(
    "payload",
    [
        *(CLICK, FORM, COMMAND, EVENT, MESSAGE),
        {**CLICK, "team": None, "enterprise": {"id": "E1", "name": "Grid"}, "is_enterprise_install": True},
        {
            **CLICK,
            "view": {**VIEW, "type": "home", "previous_view_id": None},
            "container": {"type": "view", "view_id": "V1"},
        },
        {**FORM, "view": {**FORM["view"], "private_metadata": '{"followup": 1}'}},
        {**COMMAND, "text": "a lone \ud83d, cut off by a phone"},
        {**EVENT, "event": {"type": "an_event_of_next_year", "item": {"any": ["thing"]}}},
        {
            **EVENT,
            "event": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages", "view": {"id": 1}},
        },
        {"type": "url_verification", "challenge": "abc", "token": "x"},
        {"ssl_check": "1", "token": "x"},
    ],
)
def test_what_slack_sends_gets_through_with_all_that_it_adds(payload: Json) -> None:
    check_shape({**payload, "something_new": {"of": ["Slack's", None]}})


def without(payload: Json, *names: str) -> Json:
    return {key: value for key, value in payload.items() if key not in names}


@pytest.mark.parametrize(
    ("payload", "word"),
    [
        ({}, "kind of request"),
        ({"type": ["block_actions"]}, "kind of request"),
        ({"type": "interactive_message"}, "kind of request"),
        (without(CLICK, "user"), "user"),
        (without(CLICK, "trigger_id"), "trigger_id"),
        ({**CLICK, "user": "U0ANA"}, "user"),
        ({**CLICK, "user": {"id": "U0ANA> <!channel"}}, "user"),
        ({**CLICK, "actions": []}, "actions"),
        ({**CLICK, "actions": [{"action_id": None}]}, "actions"),
        ({**CLICK, "container": None}, "container"),
        ({**CLICK, "response_url": "file:///etc/passwd"}, "response_url"),
        ({**FORM, "view": {**VIEW, "state": None}}, "view"),
        ({**FORM, "view": {**FORM["view"], "private_metadata": "{"}}, "view"),
        ({**FORM, "view": {**FORM["view"], "callback_id": ""}}, "view"),
        (without(COMMAND, "user_id"), "user_id"),
        ({**COMMAND, "command": "rapport"}, "command"),
        ({**EVENT, "authorizations": [None]}, "authorizations"),
        ({**EVENT, "event": {"type": "user_change", "user": {"id": "U1 U2"}}}, "user"),
        ({**EVENT, "event": {"type": "channel_rename", "channel": "C1"}}, "channel"),
        (without(MESSAGE, "message"), "message"),
        ({**MESSAGE, "message": {"ts": "yesterday"}}, "message"),
    ],
)
def test_what_slack_never_sends_is_refused_with_the_field_and_nothing_of_what_is_in_it(
    payload: Json, word: str
) -> None:
    with pytest.raises(WrongShapeError, match=word) as refused:
        check_shape(payload)
    assert len(refused.value.reason) < 80
    assert "channel>" not in refused.value.reason


def test_every_event_that_is_heard_has_its_shape() -> None:
    assert {name.partition(".")[0] for name in App.installed().events} <= set(EVENTS)


def test_a_form_without_a_list_of_addresses_is_refused_before_bolt_counts_them() -> None:
    with pytest.raises(WrongShapeError, match="response_urls"):
        check_shape({**FORM, "response_urls": None})
