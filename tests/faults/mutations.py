"""Payloads as Slack sends them, recorded while people work, and what becomes of them when something breaks them."""

import copy
import json
import random
from typing import Any
from urllib.parse import urlencode

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.transports import Ack, Envelope, HttpTransport

FORM, JSON = "application/x-www-form-urlencoded", "application/json"

WRONG: list[Any] = [
    *(None, True, False, 0, -1, 2**63, 1e308, "", " ", "0", "-1", "true", "null"),
    *("\0", "a\0b", "\ud800", "a\udfffb", "\ufdd2U0BEN\ufdd3", "\u202eabc", "<!channel>", "<@U0BEN>", "';--"),
    *("x" * 300, "x" * 100_000, "é" * 5_000, "V1", "U0BEN", "C0GENERAL", "2026-02-30", "25:61"),
    *("{", "[]", '{"followup": "x"}', "1e9", "1:x"),
    *([], {}, [None], [[]], [{}], {"id": None}, {"id": 1}, {"id": []}, {"value": {}}, {"": ""}, ["a"] * 2_000),
]  # fmt: skip  # a kind a line


def nested(depth: int) -> Any:  # noqa: ANN401  # JSON
    """Lists in lists."""
    inner: Any = []
    for _ in range(depth):
        inner = [inner]
    return inner


class Recorder:
    """A way to the bot that keeps what it carries."""

    def __init__(self, inner: HttpTransport) -> None:
        self._inner = inner
        self.envelopes: list[Envelope] = []

    def deliver(self, envelope: Envelope) -> Ack | None:
        self.envelopes.append(copy.deepcopy(envelope))
        return self._inner.deliver(envelope)


def recorded(sandbox: Sandbox, way: HttpTransport) -> list[Envelope]:
    """A day's work of a few people: payloads of every kind that Rapport takes."""
    recorder = Recorder(way)
    sandbox.transport = recorder
    people = sandbox.people
    for command, text in LINES:
        people.command(channel="C0GENERAL", user="U0ANA", command=command, text=text)
    for message in people.messages(channel="C0GENERAL", user="U0ANA"):
        there = [action for action in CLICKS if f'"{action}"' in json.dumps(message)]
        for action in there[:1]:
            people.interact(user="U0ANA", channel="C0GENERAL", ts=message["ts"], action_id=action)
    for command, text in FORMS:
        people.command(channel="C0GENERAL", user="U0ANA", command=command, text=text)
        people.options(user="U0ANA", action_id="customer", query="dana")
        people.submit(user="U0ANA", values={"customer": "Dana Reyes", "text": "She called"})
    people.home(user="U0ANA")
    people.interact(user="U0ANA", action_id="log_touchpoint_button", home=True)
    people.shortcut(user="U0BEN", callback_id="log_touchpoint")
    people.shortcut(user="U0BEN", callback_id="find_customer")
    said = people.message(channel="C0GENERAL", user="U0BEN", text="Dana Reyes called, she is furious")
    people.shortcut(user="U0BEN", callback_id="log_message_as_complaint", channel="C0GENERAL", ts=said["ts"])
    people.change_user({"id": "U0ELI", "tz": "Asia/Kolkata"})
    for about in EVENTS:
        people.send_event(about)
    sandbox.transport = way
    return recorder.envelopes


LINES = (
    ("/touchpoint", "Dana Reyes: called about the renewal via:phone"),
    ("/complaint", "Dana Reyes: order never arrived, second time severity:high"),
    ("/rating", "Dana Reyes: 9/10, loved the tasting"),
    ("/followup", "Dana Reyes: call back due:friday"),
    ("/thanks", "Dana Reyes: for the referral"),
    ("/customer", "Dana"),
    ("/rapport", "status"),
    ("/rapport", "help"),
    ("/touchpoint", "Dna Reyes: called about the renewal"),
)
CLICKS = ("choose_customer", "open_customer", "undo")
FORMS = (("/touchpoint", ""), ("/complaint", "the order never arrived"))
EVENTS = (
    {"type": "channel_archive", "channel": "C0OTHER", "user": "U0ANA"},
    {"type": "channel_rename", "channel": {"id": "C0OTHER", "name": "elsewhere", "created": 1}},
    {"type": "channel_unarchive", "channel": "C0OTHER", "user": "U0ANA"},
    {"type": "channel_shared", "channel": "C0OTHER", "connected_team_id": "T0OTHER"},
    {"type": "channel_unshared", "channel": "C0OTHER", "previously_connected_team_id": "T0OTHER"},
    {"type": "member_joined_channel", "channel": "C0OTHER", "user": "U0BEN", "channel_type": "C", "team": "T0HARBOUR"},
    {"type": "channel_id_changed", "old_channel_id": "C0OTHER", "new_channel_id": "C0ANOTHER"},
)


def mutated(chance: random.Random, envelope: Envelope, trigger_id: str) -> tuple[str, bytes]:
    """Content type and body of one request with one to three things wrong with it; each a request of its own."""
    payload = copy.deepcopy(envelope.payload)
    if "trigger_id" in payload:
        payload["trigger_id"] = trigger_id
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        payload = _broken(chance, payload)
    kind, body = _encoded(envelope, payload)
    if chance.random() < 0.05:
        body = _torn(chance, body)
    return kind, body


def _broken(chance: random.Random, payload: dict[str, Any]) -> dict[str, Any]:
    if not payload:
        return payload
    inside, key = _place(chance, payload)
    how = chance.random()
    if how < 0.3:
        del inside[key]
    elif how < 0.35:
        inside[key] = nested(chance.choice((3, 50, 400)))
    elif how < 0.45:
        other, name = _place(chance, payload)
        inside[key] = copy.deepcopy(other[name])
    else:
        inside[key] = copy.deepcopy(chance.choice(WRONG))
    return payload


def _place(chance: random.Random, part: Any) -> tuple[Any, Any]:  # noqa: ANN401  # JSON
    """A place of a payload, near its top as likely as deep in a view."""
    key = chance.choice(list(part)) if isinstance(part, dict) else chance.randrange(len(part))
    goes_on = part[key] and isinstance(part[key], dict | list) and chance.random() < 0.7
    return _place(chance, part[key]) if goes_on else (part, key)


def _encoded(envelope: Envelope, payload: dict[str, Any]) -> tuple[str, bytes]:
    if envelope.kind == "events_api":
        return JSON, json.dumps(payload).encode()
    if envelope.kind == "interactive":
        return FORM, urlencode({"payload": json.dumps(payload)}).encode()
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in payload.items()}
    return FORM, urlencode(texts, errors="surrogatepass").encode()


def _torn(chance: random.Random, body: bytes) -> bytes:
    """Cut off, or with a byte changed."""
    at = chance.randrange(len(body) + 1)
    return body[:at] if chance.random() < 0.5 else body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :]
