"""The ASGI application of the page: takes requests in within bounds, has them answered in threads of its own.

Whoever reaches it is a stranger. Slow senders and idle connections are cut off by the server it runs in
(bot/slack/incoming.py); here come how many from one address (limits.py), how large, and which headers every answer has.
Neither an address nor a body is ever logged: a token stands in the one, a customer's words in the other.
"""

import contextlib
import logging
import socket
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from math import ceil
from typing import NamedTuple, Self

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.config import Settings
from bot.deps import Deps
from bot.domain.clock import SystemClock
from bot.domain.errors import RapportError, without_text
from bot.domain.saying import ENGLISH, LANGUAGES, speaking
from bot.domain.survey_link import PREFIX, reached
from bot.slack.http_answer import Answer, Asgi, Send
from bot.slack.http_request import ClientGoneError, Receive, TooLargeError, headers_of, whole_body
from bot.slack.serving import serve_aside
from bot.slack.workers import BusyError, Workers
from bot.survey_page import page as pages
from bot.survey_page.answering import Request, answer, problem
from bot.survey_page.asking import LARGEST_BODY, Sent, UnreadableError, sent
from bot.survey_page.limits import ALL, ONE, Limits, Rate

THREADS, MOST_WAITING, PATIENCE_S = 2, 50, 10.0
"""Not those of Slack's requests: however many customers answer, the team is answered in its time."""

PROXIES = ["127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]
"""Whose X-Forwarded-For is believed: this machine and private networks, where a reverse proxy stands."""

BUSY_S = 5
"""When somebody may come again whom no thread could be had for."""

MARK = "default-src 'none'; style-src 'sha256-"
"""What the policy of this page begins with, of whatever version, and hardly that of another: `doctor` looks for it."""

_POLICY = f"default-src 'none'; style-src '{pages.STYLE_HASH}'; form-action 'self'; base-uri 'none'"

HEADERS = (
    ("cache-control", "no-store"),
    ("content-security-policy", f"{_POLICY}; frame-ancestors 'none'"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "interest-cohort=(), browsing-topics=()"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex, nofollow, noarchive"),
)
"""Of every answer: nothing is kept on the way, shown in frames, found by search, or told to whom a link leads to."""

_ONLY_HTTPS = ("strict-transport-security", "max-age=31536000")

_real = SystemClock()
_log = logging.getLogger(__name__)

Reach = Callable[[str, Callable[[Deps], Answer]], Answer | None]
"""Has a workspace answer, by its id; None where there is none of that id. Raises BusyError, RapportError."""


class Shown(NamedTuple):
    """Under which address the page is reached, and who asks: as letters call the team, "" where nothing does."""

    address: str
    team: str

    @classmethod
    def by(cls, settings: Settings) -> Self:
        """As the settings say."""
        return cls(settings.survey_url, settings.mail_from.name if settings.mail_from else "")


class SurveyPage:
    """To be used in one event loop. `refused` is told the reason of each refusal."""

    prefix = PREFIX

    def __init__(
        self, reach: Reach, at: Shown, refused: Callable[[str], None], rates: tuple[Rate, Rate] = (ONE, ALL)
    ) -> None:
        """`rates`: how many requests of one address, and of all, are taken in."""
        self._reach = reach
        self._refused = refused
        self._team = at.team
        self._headers = (*HEADERS, *((_ONLY_HTTPS,) if at.address.startswith("https:") else ()))
        self._limits = Limits(_real.monotonic(), *rates)
        self._workers = Workers(THREADS, MOST_WAITING, PATIENCE_S)
        self._from_proxies = ProxyHeadersMiddleware(self._request, PROXIES)  # type: ignore[arg-type]  # its scopes are TypedDicts

    async def __call__(self, scope: Asgi, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._from_proxies(scope, receive, send)  # type: ignore[arg-type]  # as above

    def stop(self) -> None:
        """Finish what was taken in."""
        self._workers.stop()

    async def _request(self, scope: Asgi, receive: Receive, send: Send) -> None:
        head = headers_of(scope)
        with contextlib.suppress(ClientGoneError), speaking(preferred(head) or ENGLISH):
            given = await self._answer(scope, head, receive)
            await given._replace(headers=(*self._headers, *given.headers)).send(send)

    async def _answer(self, scope: Asgi, head: Mapping[str, str], receive: Receive) -> Answer:
        seconds = self._limits.wait((scope.get("client") or ("",))[0], _real.monotonic())
        if seconds:
            return self._too_many(ceil(seconds))
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, pages.UNREADABLE, ("allow", "GET, HEAD, POST"))
        try:
            body = await _body(head, receive) if scope["method"] == "POST" else None
            return await self._of_page(scope["path"], head, body)
        except TooLargeError:
            self._refused("survey page: too large")
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, pages.TOO_LARGE)
        except UnreadableError:
            self._refused("survey page: no form of it")
            return problem(HTTPStatus.BAD_REQUEST, pages.UNREADABLE)

    async def _of_page(self, path: str, head: Mapping[str, str], body: bytes | None) -> Answer:
        """`body`: what was sent; None where the page is only looked at."""
        where = reached(path)
        if where is None:
            return problem(HTTPStatus.NOT_FOUND, pages.UNKNOWN)
        form = None if body is None else Sent() if where.is_stop else sent(head, body)
        request = Request(where, form, preferred(head))
        try:
            return await self._workers.do(lambda: self._in_thread(request))
        except BusyError:
            return self._too_many(BUSY_S)

    def _in_thread(self, request: Request) -> Answer:
        with speaking(request.language or ENGLISH):
            try:
                found = self._reach(request.where.workspace, lambda deps: answer(deps, request, self._team))
            except BusyError:
                raise
            except Exception as error:  # noqa: BLE001  # a stranger gets a sentence, the log what went wrong
                return _failed(error)
            return found or problem(HTTPStatus.NOT_FOUND, pages.UNKNOWN)

    def _too_many(self, seconds: int) -> Answer:
        self._refused("survey page: too many")
        return problem(HTTPStatus.TOO_MANY_REQUESTS, pages.TOO_MANY, ("retry-after", str(seconds)))


@contextlib.contextmanager
def served(listening: socket.socket, page: SurveyPage) -> Iterator[None]:
    """Serve the page alone for as long as the block takes, beside a bot that Slack reaches otherwise."""
    try:
        with serve_aside(page, listening, "survey"):
            yield
    finally:
        page.stop()


def _failed(error: Exception) -> Answer:
    """Without the error's own text, which may hold a customer's words."""
    if isinstance(error, RapportError):
        _log.warning("the survey page could not be served: %s", type(error).__name__)
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, pages.NOT_NOW)
    _log.error("the survey page failed: %s", type(error).__name__, exc_info=without_text(error))
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, pages.NOT_NOW)


async def _body(head: Mapping[str, str], receive: Receive) -> bytes:
    if int(head.get("content-length", "0")) > LARGEST_BODY:  # the server let digits through only
        raise TooLargeError
    return await whole_body(receive, LARGEST_BODY)


def preferred(head: Mapping[str, str]) -> str:
    """The first language of a browser's list (it puts the liked ones first) that Rapport speaks; "" for none."""
    named = (
        one.partition(";")[0].strip().lower().partition("-")[0] for one in head.get("accept-language", "").split(",")
    )
    return next((one for one in named if one in LANGUAGES), "")
