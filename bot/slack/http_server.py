"""Slack's requests over HTTP: an event loop takes them in whole and judges them, a thread does what they ask.

One process, because one process owns a database. Reading (bot/slack/incoming.py) and judging (bot/slack/guard.py) need
no thread, so nobody who sends slowly or cannot sign takes one; what Slack signed waits for one of a few
(bot/slack/workers.py), and is told at once when too many wait already. /healthz, /readyz and /metrics are answered
beside it (bot/slack/probes.py); with Socket Mode they are all there is.
"""

import contextlib
import socket
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import NamedTuple, Protocol

from slack_bolt import BoltResponse

from bot import metrics
from bot.slack import install_pages
from bot.slack.guard import (
    Guard,
    Headers,
    Payload,
    RefusedError,
    asks_for_certificate,
    is_certificate_check,
    too_large,
)
from bot.slack.http_answer import Answer, Asgi, Send
from bot.slack.http_request import ClientGoneError, Receive, TooLargeError, headers_of, whole_body
from bot.slack.incoming import PROVEN
from bot.slack.probes import PATHS, Probes, Watched
from bot.slack.serving import listen, serve_aside, serve_until_signal
from bot.slack.shapes import kind_of
from bot.slack.workers import BusyError, Workers

EVENTS_PATH = "/slack/events"

PAGES = install_pages.PATHS
PAGE_THREADS, PAGES_WAITING, PAGE_S = 2, 20, 15.0
"""For browsers, whoever they are: no thread of Slack's requests. Slack is asked three times for one installation."""

Page = Callable[[str, str, Headers], Answer]
"""Path, query and head of a GET -> what the browser shows."""


class Beside(Protocol):
    """An ASGI application served beside it, for all paths that begin with its prefix."""

    prefix: str

    async def __call__(self, scope: Asgi, receive: Receive, send: Send) -> None:
        """Answer one request."""

    def stop(self) -> None:
        """Finish what was taken in."""


class Site(NamedTuple):
    """What is served. `slack` handles a payload, in a thread; `busy` answers one that no thread can be had for.

    `refused` is told the reason of each refusal. `stop` ends it all in good order. `page` answers browsers at PAGES;
    `beside` what is not Slack's.
    """

    guard: Guard
    slack: Callable[[Payload], BoltResponse]
    busy: Callable[[Payload], BoltResponse]
    refused: Callable[[str], None]
    watched: Watched
    stop: Callable[[], None]
    page: Page | None = None
    beside: Beside | None = None


class SlackRequests:
    """Takes in what Slack sends, and has it handled. To be used in one event loop."""

    def __init__(self, site: Site, workers: Workers) -> None:
        self._site = site
        self._workers = workers

    async def answer(self, scope: Asgi, receive: Receive) -> Answer:
        """Answer one request."""
        if scope["method"] == "POST":
            return await self._post(scope, receive)
        if scope["method"] == "GET" and asks_for_certificate(scope["query_string"].decode("latin-1")):
            return Answer.plain(HTTPStatus.OK)
        return Answer.plain(HTTPStatus.METHOD_NOT_ALLOWED)

    def stop(self) -> None:
        """Finish what was taken in, then everything else."""
        self._workers.stop()
        self._site.stop()

    async def _post(self, scope: Asgi, receive: Receive) -> Answer:
        headers = headers_of(scope)
        try:
            payload = self._site.guard.payload(headers, await self._body(receive, headers))
        except RefusedError as refused:
            self._site.refused(refused.reason)
            return Answer.plain(refused.status, refused.reason)
        if is_certificate_check(payload):
            return Answer.plain(HTTPStatus.OK)
        scope["state"][PROVEN] = True
        try:
            with metrics.ANSWERS.labels(kind_of(payload)).time():
                return Answer.of(await self._workers.do(lambda: self._site.slack(payload)))
        except BusyError:
            self._site.refused("too busy")
            return Answer.of(self._site.busy(payload))

    async def _body(self, receive: Receive, headers: Headers) -> bytes:
        try:
            return await whole_body(receive, self._site.guard.largest_body(headers))
        except TooLargeError:
            raise too_large() from None


class HttpApp:
    """The ASGI application: probes, and Slack's requests where they come this way. To be used in one event loop."""

    def __init__(
        self,
        watched: Watched,
        requests: SlackRequests | None = None,
        page: Page | None = None,
        beside: Beside | None = None,
    ) -> None:
        self._probes = Probes(watched)
        self._requests = requests
        self._page = page
        self._browsers = Workers(PAGE_THREADS, PAGES_WAITING, PAGE_S) if page else None
        self._beside = beside

    async def __call__(self, scope: Asgi, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._beside and scope["path"].startswith(self._beside.prefix):
            await self._beside(scope, receive, send)
            return
        with contextlib.suppress(ClientGoneError):
            answer = await self._answer(scope, receive)
            await answer.send(send)

    def stop(self) -> None:
        """Finish what was taken in."""
        self._probes.stop()
        if self._browsers:
            self._browsers.stop()
        if self._beside:
            self._beside.stop()
        if self._requests:
            self._requests.stop()

    async def _answer(self, scope: Asgi, receive: Receive) -> Answer:
        if scope["path"] in PATHS:
            return await self._probes.answer(scope["method"], scope["path"], headers_of(scope))
        if scope["path"] == EVENTS_PATH and self._requests:
            return await self._requests.answer(scope, receive)
        if scope["path"] in PAGES and self._browsers and self._page:
            return await self._shown(scope, self._browsers, self._page)
        return Answer.plain(HTTPStatus.NOT_FOUND)

    async def _shown(self, scope: Asgi, browsers: Workers, page: Page) -> Answer:
        if scope["method"] != "GET":
            return Answer.plain(HTTPStatus.METHOD_NOT_ALLOWED)
        query = scope["query_string"].decode("latin-1")
        try:
            return await browsers.do(lambda: page(scope["path"], query, headers_of(scope)))
        except BusyError:
            return Answer.plain(HTTPStatus.SERVICE_UNAVAILABLE, "Too many at once. Please load this page again.")


def serve(host: str, port: int, build: Callable[[], Site]) -> None:
    """Serve until SIGTERM or Ctrl-C, then finish what was taken in. A second Ctrl-C waits for no answers.

    The address is taken before anything is built. Raises RapportError where it cannot be had, and what `build` raises.
    """
    with listen(host, port) as listening:
        site = build()
        app = HttpApp(site.watched, SlackRequests(site, Workers()), site.page, site.beside)
        try:
            serve_until_signal(app, listening)
        finally:
            app.stop()


@contextlib.contextmanager
def probed(listening: socket.socket, watched: Watched) -> Iterator[None]:
    """Answer probes alone for as long as the block takes, beside a bot that Slack reaches otherwise."""
    app = HttpApp(watched)
    try:
        with serve_aside(app, listening, "probes"):
            yield
    finally:
        app.stop()
