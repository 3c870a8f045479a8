"""What whoever watches over the machine is told: that Rapport is live, whether it is ready, and its metrics.

/healthz and /readyz are for everybody who reaches them: they say nothing of anybody. /metrics says how much is logged
and when, so it is there for who has its token alone (RAPPORT_METRICS_TOKEN); by the address it cannot be told who asks,
because behind a proxy everybody comes from this machine.
"""

import hmac
from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from pydantic import SecretStr

from bot import metrics
from bot.slack.guard import Headers
from bot.slack.http_answer import Answer
from bot.slack.workers import BusyError, Workers

LIVE_PATH, READY_PATH, METRICS_PATH = "/healthz", "/readyz", "/metrics"
PATHS = {LIVE_PATH, READY_PATH, METRICS_PATH}


class Watched(NamedTuple):
    """`ready` says why nothing can be handled just now, or gives None; `metrics` their text, for who has the token."""

    ready: Callable[[], str | None]
    metrics: Callable[[], str]
    token: SecretStr | None


class Probes:
    """Answers them. To be used in one event loop."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._looking = Workers(threads=1)  # beside the others, so that it says how they are

    async def answer(self, method: str, path: str, headers: Headers) -> Answer:
        """Answer a request for one of PATHS."""
        if method not in {"GET", "HEAD"}:
            return Answer.plain(HTTPStatus.METHOD_NOT_ALLOWED)
        if path == LIVE_PATH:
            return Answer.json(HTTPStatus.OK, live=True)
        return await (self._ready() if path == READY_PATH else self._metrics(headers))

    def stop(self) -> None:
        """Finish what is asked."""
        self._looking.stop()

    async def _ready(self) -> Answer:
        """503 where nothing can be handled, so that nobody sends it anything."""
        try:
            problem = await self._looking.do(self._watched.ready)
        except BusyError:
            problem = "Too many ask."
        if problem:
            return Answer.json(HTTPStatus.SERVICE_UNAVAILABLE, ready=False, problem=problem)
        return Answer.json(HTTPStatus.OK, ready=True)

    async def _metrics(self, headers: Headers) -> Answer:
        token = self._watched.token
        if not token:
            return Answer.plain(HTTPStatus.NOT_FOUND)
        if not hmac.compare_digest(headers.get("authorization", "").encode(), _bearer(token)):
            return Answer.plain(HTTPStatus.UNAUTHORIZED, "wants the token of RAPPORT_METRICS_TOKEN")
        try:
            return Answer(HTTPStatus.OK, await self._looking.do(self._watched.metrics), metrics.CONTENT_TYPE)
        except BusyError:
            return Answer.plain(HTTPStatus.SERVICE_UNAVAILABLE, "too many ask")


def _bearer(token: SecretStr) -> bytes:
    return f"Bearer {token.get_secret_value()}".encode()
