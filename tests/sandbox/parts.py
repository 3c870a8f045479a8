"""What the sandbox's tests are made of: its control API as a caller has it, and small blocks."""

import json
import threading
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import FilePayload, Page
from slack_bolt import Ack as BoltAck
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.domain.clock import Clock
from bot.sandbox.wire.transports import Ack, Envelope, ack_of

Json = dict[str, Any]


def http(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """GET, or POST where there is a body: status, headers in lower case, content."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    try:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("GET" if body is None else "POST", path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


class Control:
    """The control API over HTTP, as scripts use it."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def get(self, path: str, **query: object) -> Json:
        return self._asked(f"{path}?{urlencode(query)}")

    def post(self, path: str, **body: object) -> Json:
        return self._asked(path, json.dumps(body).encode())

    def refused(self, path: str, **body: object) -> tuple[int, str]:
        status, _, content = http(f"{self.base_url}/_control/{path}", json.dumps(body).encode())
        assert status >= 400
        return status, json.loads(content)["error"]

    def messages(self, channel: str, user: str) -> list[Json]:
        seen: list[Json] = self.get(f"messages/{channel}", **{"as": user})["messages"]
        return seen

    def texts(self, channel: str, user: str) -> list[str]:
        return [each["text"] for each in self.messages(channel, user)]

    def _asked(self, path: str, body: bytes | None = None) -> Json:
        status, _, content = http(f"{self.base_url}/_control/{path}", body)
        if status != 200:
            pytest.fail(content.decode())
        answer: Json = json.loads(content)
        return answer


class DirectTransport:
    """Calls a Bolt app in this process, whole payloads and all."""

    def __init__(self, app: App) -> None:
        self.app = app

    def deliver(self, envelope: Envelope) -> Ack | None:
        answer = self.app.dispatch(BoltRequest(body=envelope.payload, mode="socket_mode"))
        return ack_of(answer.status, answer.body)


class Nobody:
    """A way to the bot with nobody at its end."""

    def deliver(self, _envelope: Envelope) -> None:
        return None


class Still:
    """A bot in this process with nothing to do; it remembers at which instants its jobs ran.

    `due`: when something is due after all. `busy`: after so many ticks there is more to do in the next minute.
    """

    def __init__(self, clock: Clock, due: Sequence[datetime] = (), busy: Collection[int] = ()) -> None:
        self._clock = clock
        self._due = due
        self._busy = busy
        self.ticks: list[datetime] = []

    def tick(self) -> bool:
        self.ticks.append(self._clock.now())
        return len(self.ticks) in self._busy

    def next_due(self) -> datetime:
        now = self._clock.now()
        return min([now + timedelta(days=1), *(one for one in self._due if one > now)])

    def idle(self) -> bool:
        return True


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str, label: str = "Claim", **more: object) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(label), **more}


def section(text: str = "x", **more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str = "v", label: str = "l") -> Json:
    return {"text": plain(label), "value": value}


def field(block_id: str, element: Json, label: str = "Words", **more: object) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, **more}


def words(action_id: str = "words", **more: object) -> Json:
    return {"type": "plain_text_input", "action_id": action_id, **more}


def modal(*blocks: Json, **more: object) -> Json:
    base = {"type": "modal", "callback_id": "form", "title": plain("A form"), "submit": plain("Save")}
    return {**base, "blocks": list(blocks), **more}


def serve_form(app: App, view: Json) -> None:
    """`/touchpoint` opens the form."""

    @app.command("/touchpoint")
    def opened(ack: BoltAck, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()


def open_form(page: Page) -> None:
    page.get_by_test_id("composer").fill("/touchpoint")
    page.get_by_test_id("composer").press("Enter")


def attach(page: Page, name: str) -> None:
    """Choose a file to go along with the message."""
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": b"name\nDana"}
    page.get_by_test_id("attach-input").set_input_files(file)


def wait_for(so: Callable[[], bool]) -> None:
    """Until it is so, within five seconds."""
    step = threading.Event()
    for _ in range(500):
        if so():
            return
        step.wait(0.01)
    raise AssertionError
