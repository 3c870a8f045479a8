"""Slack's requests over HTTP: an event loop takes them in whole and judges them, a thread does what they ask.

One process, because one process owns a database. Reading (bot/slack/incoming.py) and judging (bot/slack/guard.py) need
no thread, so nobody who sends slowly or cannot sign takes one; what Slack signed waits for one of a few
(bot/slack/workers.py), and is told at once when too many wait already.
"""

import contextlib
import json
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus
from typing import Any, NamedTuple

import uvicorn
from slack_bolt import BoltResponse

from bot.domain.errors import RapportError
from bot.slack.guard import (
    Guard,
    Headers,
    Payload,
    RefusedError,
    asks_for_certificate,
    is_certificate_check,
    too_large,
)
from bot.slack.incoming import LARGEST_HEAD, PROVEN, Incoming, prompt_protocol
from bot.slack.workers import BusyError, Workers

EVENTS_PATH = "/slack/events"
LIVE_PATH = "/healthz"
READY_PATH = "/readyz"

GRACE_S = 20
"""Seconds for what was taken in when the server stops; then its answers are given up, its work is finished all the
same."""

KEEP_ALIVE_S = 30
"""Seconds that an idle connection stays: Slack reuses its connections."""

BACKLOG = 256
"""Connections that may wait to be accepted; asyncio accepts so many at once, before it reads any, so a few times fewer
than there may be (bot/slack/incoming.py)."""


Asgi = dict[str, Any]


class Answer(NamedTuple):
    """What a request is answered."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"

    @classmethod
    def of(cls, response: BoltResponse) -> "Answer":
        """As Bolt answered."""
        return cls(response.status, response.body, next(iter(response.headers["content-type"])))


class Site(NamedTuple):
    """What is served. `slack` handles a payload, in a thread; `busy` answers one that no thread can be had for.

    `refused` is told the reason of each refusal. `ready` says why nothing can be handled just now, or gives None.
    `stop` ends it all in good order.
    """

    guard: Guard
    slack: Callable[[Payload], BoltResponse]
    busy: Callable[[Payload], BoltResponse]
    refused: Callable[[str], None]
    ready: Callable[[], str | None]
    stop: Callable[[], None]


class HttpApp:
    """The ASGI application: Slack's requests, and whether it is live and ready. To be used in one event loop."""

    def __init__(self, site: Site, workers: Workers) -> None:
        self._site = site
        self._workers = workers
        self._looking = Workers(threads=1)  # beside the others, so that it says how they are

    async def __call__(
        self, scope: Asgi, receive: Callable[[], Awaitable[Asgi]], send: Callable[[Asgi], Awaitable[None]]
    ) -> None:
        """Answer one request."""
        with contextlib.suppress(ClientGoneError):
            answer = await self._answer(scope, receive)
            body = answer.body.encode(errors="replace")
            headers = [(b"content-type", answer.content_type.encode()), (b"content-length", b"%d" % len(body))]
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            await send({"type": "http.response.body", "body": body})

    def stop(self) -> None:
        """Finish what was taken in, then everything else."""
        self._workers.stop()
        self._looking.stop()
        self._site.stop()

    async def _answer(self, scope: Asgi, receive: Callable[[], Awaitable[Asgi]]) -> Answer:
        method, path = scope["method"], scope["path"]
        if path not in {EVENTS_PATH, LIVE_PATH, READY_PATH}:
            return _plain(HTTPStatus.NOT_FOUND)
        if path == EVENTS_PATH and method == "POST":
            return await self._slack(scope, receive)
        if path == EVENTS_PATH and method == "GET" and asks_for_certificate(scope["query_string"].decode("latin-1")):
            return _plain(HTTPStatus.OK)
        if path == EVENTS_PATH or method not in {"GET", "HEAD"}:
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED)
        return await self._ready() if path == READY_PATH else _json(HTTPStatus.OK, live=True)

    async def _slack(self, scope: Asgi, receive: Callable[[], Awaitable[Asgi]]) -> Answer:
        headers = _headers(scope)
        try:
            body = await _body(receive, self._site.guard.largest_body(headers))
            payload = self._site.guard.payload(headers, body)
        except RefusedError as refused:
            self._site.refused(refused.reason)
            return _plain(refused.status, refused.reason)
        if is_certificate_check(payload):
            return _plain(HTTPStatus.OK)
        scope["state"][PROVEN] = True
        try:
            return Answer.of(await self._workers.do(lambda: self._site.slack(payload)))
        except BusyError:
            self._site.refused("too busy")
            return Answer.of(self._site.busy(payload))

    async def _ready(self) -> Answer:
        """503 where nothing can be handled, so that nobody sends it anything."""
        try:
            problem = await self._looking.do(self._site.ready)
        except BusyError:
            problem = "Too many ask."
        if problem:
            return _json(HTTPStatus.SERVICE_UNAVAILABLE, ready=False, problem=problem)
        return _json(HTTPStatus.OK, ready=True)


class ClientGoneError(Exception):
    """Whoever sent the request went away before it was whole."""


async def _body(receive: Callable[[], Awaitable[Asgi]], largest: int) -> bytes:
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if len(body) > largest:
            raise too_large()
        if not message.get("more_body"):
            return bytes(body)
    raise ClientGoneError


def _headers(scope: Asgi) -> Headers:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _plain(status: HTTPStatus, reason: str = "") -> Answer:
    return Answer(status, f"{reason or status.phrase.lower()}\n")


def _json(status: HTTPStatus, **fields: object) -> Answer:
    return Answer(status, json.dumps(fields), "application/json")


def serve(host: str, port: int, build: Callable[[], Site]) -> None:
    """Serve until SIGTERM or Ctrl-C, then finish what was taken in. A second Ctrl-C waits for no answers.

    The address is taken before anything is built. Raises RapportError where it cannot be had, and what `build` raises.
    """
    with _listening(host, port) as listening:
        app = HttpApp(build(), Workers())
        try:
            _Server(_config(app)).run(sockets=[listening])
        finally:
            app.stop()


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise RapportError(f"{host} port {port} cannot be served on: {error.strerror}.") from error
    # Connections inherit it. asyncio sets it only where the protocol number is given, and answers took 40 ms more.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _config(app: HttpApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=prompt_protocol(Incoming()),
        ws="none",
        lifespan="off",
        interface="asgi3",
        proxy_headers=False,  # whose request it is says the signature
        server_header=False,
        access_log=False,
        log_config=None,  # its words go where Rapport's go, in the same form
        log_level="error",  # below that it tells of every malformed request
        h11_max_incomplete_event_size=LARGEST_HEAD,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
    )


class _Server(uvicorn.Server):
    """Ends with status 0 after a signal; uvicorn raises it again, which would kill the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.handle_exit)
        yield
