"""When every thread is taken: words where Slack shows them, 503 elsewhere, and the event loop answers on."""

import asyncio
import hashlib
import hmac
import json
import threading
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import BoltResponse

import handlers
from bot.slack.guard import Guard
from bot.slack.http_server import HttpApp, Site, SlackRequests
from bot.slack.probes import Watched
from bot.slack.workers import Workers
from tests.fake_clock import MONDAY_NINE, FakeClock

FORM, JSON = b"application/x-www-form-urlencoded", b"application/json"
COMMAND = urlencode({"command": "/touchpoint", "text": "Dana Reyes: called", "team_id": "T0HARBOUR"}).encode()
CLICK = urlencode({"payload": json.dumps({"type": "block_actions", "team": {"id": "T0HARBOUR"}})}).encode()
SENT = urlencode({"payload": json.dumps({"type": "view_submission", "team": {"id": "T0HARBOUR"}})}).encode()
EVENT = json.dumps({"type": "event_callback", "team_id": "T0HARBOUR"}).encode()


class Busy:
    """A bot with one thread, which is taken until `let_go`, and room for one more request."""

    def __init__(self) -> None:
        self.taken, self.let_go = threading.Event(), threading.Event()
        self.problem: str | None = None
        guard = Guard(signing_secret="hush", team_id="T0HARBOUR", clock=FakeClock())
        watched = Watched(lambda: self.problem, str, None)
        site = Site(guard, self._session, handlers.too_busy, lambda _: None, watched, lambda: None)
        self.app = HttpApp(watched, SlackRequests(site, Workers(threads=1, most_waiting=1)))

    def _session(self, _payload: dict[str, Any]) -> BoltResponse:
        self.taken.set()
        self.let_go.wait()
        return BoltResponse(status=200, body="done")

    async def ask(self, method: str, path: str, body: bytes = b"", kind: bytes = FORM) -> tuple[int, str]:
        stamp = b"%d" % MONDAY_NINE.timestamp()
        digest = hmac.new(b"hush", b"v0:%s:%s" % (stamp, body), hashlib.sha256).hexdigest()
        headers = [(b"content-type", kind), (b"x-slack-request-timestamp", stamp)]
        headers += [(b"x-slack-signature", f"v0={digest}".encode())]
        scope = {"method": method, "path": path, "query_string": b"", "headers": headers, "state": {}}
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        return sent[0]["status"], sent[1]["body"].decode()


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scene)


@pytest.mark.parametrize(
    ("body", "kind", "status", "says"),
    [
        (COMMAND, FORM, 200, "/touchpoint Dana Reyes: called"),
        (SENT, FORM, 200, "more to do just now than it can"),
        (CLICK, FORM, 503, ""),
        (EVENT, JSON, 503, ""),
    ],
    ids=["command", "form", "click", "event"],
)
def test_who_finds_every_thread_taken_is_told_at_once(body: bytes, kind: bytes, status: int, says: str) -> None:
    busy = Busy()

    async def scene() -> None:
        accepted = [asyncio.create_task(busy.ask("POST", "/slack/events", COMMAND)) for _ in range(2)]
        await asyncio.to_thread(busy.taken.wait)
        answered, text = await busy.ask("POST", "/slack/events", body, kind)
        assert (answered, says in text) == (status, True)
        assert await busy.ask("GET", "/healthz") == (200, '{"live": true}')
        assert await busy.ask("GET", "/readyz") == (200, '{"ready": true}')
        busy.let_go.set()
        assert [await each for each in accepted] == [(200, "done")] * 2

    run(scene())


def test_it_says_why_it_is_not_ready() -> None:
    busy = Busy()
    busy.problem = "The disk of the server is full."

    async def scene() -> None:
        status, text = await busy.ask("GET", "/readyz")
        assert (status, json.loads(text)) == (503, {"ready": False, "problem": "The disk of the server is full."})

    run(scene())
