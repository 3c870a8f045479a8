"""Socket Mode: two connections, each watched, so that one may go while the other works.

slack_sdk's client does the WebSocket: it pings, answers pings, and moves to a new address when Slack says `disconnect`.
What it leaves open is done here, because silent deaths are known (bolt-python#1529, #675, python-slack-sdk#1701): it
judges silence by the wall clock and only once a pong has come, and it tries again at a fixed pace for ever.
A connection that is silent for SILENT_S is closed and replaced, with pauses that double; when there has been none at
all for GIVE_UP_S, or Slack refuses the token, the process ends, so that a supervisor starts it anew.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import json
import logging
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from random import SystemRandom
from typing import Any

from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.adapter.socket_mode.internals import send_response
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError, SlackClientNotConnectedError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web import SlackResponse

from bot import metrics
from bot.domain.clock import Clock
from bot.domain.errors import RapportError
from bot.slack.delivery import retry_after
from bot.slack.punctual import PunctualApp
from bot.slack.shapes import kind_of

CONNECTIONS = 2
PING_S = 5.0
SILENT_S = 30.0
"""Seconds without a pong or a message after which a connection is taken for dead. slack_sdk alone took 54 s."""
GIVE_UP_S = 300.0
"""Seconds without any connection after which the process ends."""
LONGEST_PAUSE_S = 30.0
CALL_S = 10
"""Seconds that apps.connections.open may take."""
TEND_S = 0.5
STOP_S = 15.0
"""Seconds for what runs when the process is told to stop."""

_HOPELESS = {
    *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"),
    *("missing_scope", "app_uninstalled", "team_access_not_granted"),
}
"""What no waiting mends: https://docs.slack.dev/reference/methods/apps.connections.open"""

log = logging.getLogger(__name__)
_random = SystemRandom()


class ConnectionLostError(RapportError):
    """No connection to Slack, and none to be had: the process should end and be started again."""


class SocketMode:
    """The connections of one process. `clock` must be that of this machine."""

    def __init__(self, app: PunctualApp, app_token: str, api_url: str, clock: Clock) -> None:
        self._clock = clock
        self._stopping = threading.Event()
        self._connected_at = clock.monotonic()
        self._links = [_Link(lambda: _client(app, app_token, api_url), clock) for _ in range(CONNECTIONS)]
        self._threads = [
            threading.Thread(target=self._keep, args=(link,), name=f"socket-{number}", daemon=True)
            for number, link in enumerate(self._links, 1)
        ]

    def start(self) -> None:
        """Begin to connect; `check` tells how it goes."""
        for thread in self._threads:
            thread.start()

    @property
    def connected(self) -> int:
        """How many connections stand."""
        return sum(link.connected for link in self._links)

    @property
    def replaced(self) -> int:
        """How many connections were given up because they were silent."""
        return sum(link.replaced for link in self._links)

    def check(self) -> None:
        """Raises ConnectionLostError when there is no connection and no hope of one. To be called every few seconds."""
        if not all(thread.is_alive() for thread in self._threads):
            raise ConnectionLostError("A connection to Slack failed in a way not foreseen. Rapport ends.")
        if self.connected:
            self._connected_at = self._clock.monotonic()
        elif all(link.refused for link in self._links):
            raise ConnectionLostError(
                f"Slack refuses SLACK_APP_TOKEN ({self._links[0].refused}). `rapport doctor` says how to mend it."
            )
        elif self._clock.monotonic() - self._connected_at > GIVE_UP_S:
            raise ConnectionLostError(
                f"No connection to Slack for {GIVE_UP_S / 60:.0f} minutes. Rapport ends, to be started again."
            )

    def stop(self) -> None:
        """Take no more work, finish and acknowledge what runs, then close."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(STOP_S)

    def _keep(self, link: "_Link") -> None:
        link.tend()
        while not self._stopping.wait(TEND_S):
            link.tend()
        link.finish()


class _Link:
    """One connection, replaced whenever it dies. `refused`: Slack's word when it will never give one."""

    def __init__(self, make: Callable[[], SocketModeClient], clock: Clock) -> None:
        self._make = make
        self._clock = clock
        self._client = self._fresh()
        self._heard_at = self._next_try = clock.monotonic()
        self._last_pong: object = None
        self._failures = 0
        self.refused: str | None = None
        self.replaced = 0

    @property
    def connected(self) -> bool:
        return self._client.is_connected()

    def tend(self) -> None:
        """Notice silence; connect where there is no connection."""
        now = self._clock.monotonic()
        if not self.connected:
            if now >= self._next_try:
                self._connect()
        elif self._silent_s(now) > SILENT_S:
            log.warning("a connection to Slack was silent for %d s and is replaced", SILENT_S)
            # A new client, because the silence may be of the client's own making: its reader can be left behind on a
            # session that is gone. Closing the old one can take long, and nothing depends on it.
            threading.Thread(target=self._client.close, daemon=True).start()
            self._client = self._fresh()
            self.replaced += 1
            self._connect()

    def finish(self) -> None:
        """Read no more, let what was read be finished and acknowledged, then close."""
        reader = self._client.current_session_runner
        reader.event.set()
        if self._client.current_session:
            self._client.current_session.check_state()  # it pings, and the pong wakes the reader at once
        while reader.is_alive():
            self._client.current_session_state.terminated = True  # again and again: a reader that begins takes it back
            reader.thread.join(0.1)
        while self.connected and not self._client.message_queue.empty():
            threading.Event().wait(0.01)
        self._client.message_workers.shutdown(wait=True)
        self._client.close()

    def _fresh(self) -> SocketModeClient:
        client = self._make()
        client.on_message_listeners.append(self._heard)
        return client

    def _connect(self) -> None:
        failure = self._dial()
        self._heard_at = self._clock.monotonic()
        self.refused = failure.code if failure and failure.code in _HOPELESS else None
        if failure:
            self._failures += 1
            self._next_try = self._heard_at + max(failure.pause_s, _backoff(self._failures))
            log.warning("no connection to Slack (%s)", failure.code)
        else:
            self._failures = 0
            log.info("connected to Slack")

    def _dial(self) -> "NotConnectedError | None":
        try:
            self._client.connect_to_new_endpoint()
        except NotConnectedError as failure:
            return failure
        except (SlackClientError, HTTPException, OSError, ValueError) as failure:
            return NotConnectedError(type(failure).__name__)
        return None if self.connected else NotConnectedError("handshake failed")

    def _silent_s(self, now: float) -> float:
        session = self._client.current_session
        pong = (session.session_id, session.last_ping_pong_time) if session else None
        if pong != self._last_pong:
            self._last_pong, self._heard_at = pong, now
        return now - self._heard_at

    def _heard(self, message: str) -> None:
        self._heard_at = self._clock.monotonic()
        if '"disconnect"' in message:
            _tell_disconnect(message)


class NotConnectedError(Exception):
    """There is no connection to be had: Slack's code or what failed, and how many seconds Slack wants us to wait."""

    def __init__(self, code: str, pause_s: float = 0.0) -> None:
        super().__init__(code)
        self.code = code
        self.pause_s = pause_s


class _Addresses(WebClient):
    """Passes a rate limit on; slack_sdk's Socket Mode client would sleep through it inside a lock."""

    def apps_connections_open(self, *, app_token: str, **kwargs: Any) -> SlackResponse:  # noqa: ANN401  # as in slack_sdk
        try:
            return super().apps_connections_open(app_token=app_token, **kwargs)
        except SlackApiError as error:
            answer = error.response  # a dict where it is no JSON
            code = str(answer.get("error") if isinstance(answer, SlackResponse) else "")
            known = code if re.fullmatch(r"[a-z_]+", code) else "no JSON"  # else slack_sdk quotes what a proxy said
            raise NotConnectedError(known, _retry_after(answer)) from None


class _Handler(SocketModeHandler):
    """Bolt's handler; what it cannot answer is logged here, without the body that slack_sdk would log."""

    app: PunctualApp

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as in Bolt
        begun = time.time()  # slack_sdk's word for when
        try:
            with metrics.ANSWERS.labels(kind_of(req.payload)).time():
                send_response(client, req, self.app.answer(req.payload), begun)
        except SlackClientNotConnectedError:
            log.warning("a connection went before its %s request was acknowledged", req.type)
        except Exception:  # slack_sdk would log it with the request's body; ours names only the kind and the place
            log.exception("a %s request failed", req.type)


def _client(app: PunctualApp, app_token: str, api_url: str) -> SocketModeClient:
    quiet = logging.getLogger("slack_sdk.socket_mode")
    quiet.setLevel(logging.CRITICAL)  # at any other level it may log what people wrote
    handler = _Handler(
        app,
        app_token,
        logger=quiet,
        web_client=_Addresses(base_url=api_url, timeout=CALL_S, retry_handlers=[]),
        auto_reconnect_enabled=False,
        ping_interval=PING_S,
    )
    return handler.client


def _tell_disconnect(message: str) -> None:
    said: dict[str, Any] = {}
    with suppress(ValueError):
        said = json.loads(message)
    if said.get("type") != "disconnect":
        return
    log.info("Slack asks for a new connection (%s)", said.get("reason"))
    if said.get("reason") == "link_disabled":
        log.warning("Socket Mode was switched off. Switch it on at api.slack.com/apps → your app → Socket Mode.")


def _backoff(failures: int) -> float:
    """Seconds: 1, 2, 4 … LONGEST_PAUSE_S, shortened at random so that not everybody comes at once."""
    return float(min(LONGEST_PAUSE_S, 2.0 ** min(failures - 1, 10)) * _random.uniform(0.5, 1.0))


def _retry_after(answer: Any) -> float:  # noqa: ANN401  # a SlackResponse or a dict
    """Seconds, where the answer is a limit; 0 for any other."""
    headers = answer.headers if isinstance(answer, SlackResponse) else answer.get("headers", {})
    is_limit = "retry-after" in {name.lower() for name in headers}
    return min(retry_after(headers), LONGEST_PAUSE_S) if is_limit else 0.0
