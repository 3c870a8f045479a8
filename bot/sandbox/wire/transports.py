"""How something that a person did reaches the bot, and how its acknowledgement comes back."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Literal, Protocol
from urllib.parse import urlencode, urlsplit

from bot.domain.clock import SystemClock
from bot.sandbox.world.staff import SIGNING_SECRET
from bot.sandbox.world.state import Json

ACK_S = 3.0  # https://docs.slack.dev/interactivity/handling-user-interaction: acknowledge within 3 seconds
Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One payload on its way. `retry_num` counts redeliveries of an event, `retry_reason` says why there is one."""

    kind: Kind
    payload: Json
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Ack:
    """What the bot acknowledged with; None: an empty answer."""

    body: str | Json | None = None


class Transport(Protocol):
    """A way to the bot."""

    def deliver(self, envelope: Envelope) -> Ack | None:
        """Blocks until the bot acknowledges, at most 3 real seconds; None: it did not."""


def ack_of(status: int, text: str) -> Ack | None:
    """The acknowledgement in an HTTP answer: only 200 is one; JSON where it is an object, else the text."""
    if status != 200:  # noqa: PLR2004  # because HTTP's own number is its name
        return None
    if not text.strip():
        return Ack()
    try:
        body = json.loads(text)
    except ValueError:
        return Ack(text)
    return Ack(body if isinstance(body, dict) else text)


class HttpTransport:
    """Signed requests as Slack sends them: forms for commands and interactions, JSON for events.

    https://docs.slack.dev/authentication/verifying-requests-from-slack. The timestamp is real time, because that is
    what whoever checks it goes by. `has_options_url`: whether the app's manifest has `message_menu_options_url` (the
    same address); without it nobody is asked for the options of a searchable field.
    """

    def __init__(self, request_url: str, signing_secret: str = SIGNING_SECRET, *, has_options_url: bool = True) -> None:
        self._url = urlsplit(request_url)
        self._secret = signing_secret.encode()
        self._has_options_url = has_options_url

    def deliver(self, envelope: Envelope) -> Ack | None:
        """Post it and wait for the answer."""
        if envelope.payload.get("type") == "block_suggestion" and not self._has_options_url:
            return None
        kind, body = _encoded(envelope)
        headers = {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **self.sign(body),
        }
        if envelope.retry_num:
            headers |= {"X-Slack-Retry-Num": str(envelope.retry_num), "X-Slack-Retry-Reason": envelope.retry_reason}
        connection = HTTPConnection(self._url.hostname or "127.0.0.1", self._url.port or 80, timeout=ACK_S)
        try:
            connection.request("POST", self._url.path or "/", body, headers)
            answer = connection.getresponse()
            return ack_of(answer.status, answer.read().decode(errors="replace"))
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()

    def sign(self, body: bytes) -> dict[str, str]:
        """The two headers that prove that the body comes from Slack."""
        stamp = str(int(SystemClock().now().timestamp()))
        digest = hmac.new(self._secret, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _encoded(envelope: Envelope) -> tuple[str, bytes]:
    if envelope.kind == "events_api":
        return "application/json", json.dumps(envelope.payload).encode()
    form = envelope.payload if envelope.kind == "slash_commands" else {"payload": json.dumps(envelope.payload)}
    return "application/x-www-form-urlencoded", urlencode(form).encode()
