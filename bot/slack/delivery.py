"""One call to Slack and what became of it: sent, not sent, or unknown. Slack has no idempotent post, so it matters.

Only what proves that Slack did not take the message counts as not sent; every doubt is Unknown, to be read back.
"""

import errno
import logging
import math
import socket
import ssl
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.codes import FINAL, MAYBE_SENT, TOKEN, TOO_MANY

TIMEOUT_S = 10
"""How long a call may take. The quiet period before a read-back must be longer."""

NO_RETRY_AFTER_S = 30.0
"""How long to wait when Slack limits the rate and does not say for how long; its own windows are one minute."""

_LONGEST_RETRY_AFTER_S = 86_400.0
_PAGE = 200  # the most that Slack advises for conversations.history
_NEVER_CONNECTED = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_NO_WAY_THERE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN}


@dataclass(frozen=True)
class Sent:
    """Slack has it: where."""

    channel: str
    ts: str


@dataclass(frozen=True)
class NotSent:
    """Slack does not have it. `final`: it never will. `retry_after_s`: not before so many seconds.

    `is_down`: the failure is not this message's but that of the way to Slack (no connection, the token).
    """

    error: str
    retry_after_s: float | None = None
    final: bool = False
    is_down: bool = False


@dataclass(frozen=True)
class Unknown:
    """Slack may have it."""

    error: str


Outcome = Sent | NotSent | Unknown


def posting_client(token: str, base_url: str = WebClient.BASE_URL, team_id: str | None = None) -> WebClient:
    """A client that never repeats a call by itself and logs nothing of what it was answered.

    slack_sdk's default retry handler posts again after a connection dropped behind a post: duplicates (measured).
    """
    return WebClient(
        token, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[], logger=silent_logger(), team_id=team_id
    )


def silent_logger() -> logging.Logger:
    """For slack_sdk, whose errors quote what Slack was sent or answered; what became of a call is logged by us."""
    return logging.Logger("rapport.slack", level=logging.CRITICAL + 1)  # noqa: LOG001  # kept apart, for the reason above


def deliver(client: WebClient, method: str, **arguments: object) -> Outcome:
    """Call a method that posts or edits a message, and say what became of it. Never raises."""
    try:
        answer = client.api_call(method, json={name: value for name, value in arguments.items() if value is not None})
        where = Sent(str(answer.get("channel") or ""), str(answer.get("ts") or ""))
        return where if where.ts else Unknown("no_ts")
    except Exception as error:  # noqa: BLE001  # whatever went wrong, the message may be out there
        return classify(error)


def classify(error: Exception) -> NotSent | Unknown:
    """What an exception of the client says about the message."""
    if isinstance(error, SlackApiError):
        return _refusal(error.response)
    if isinstance(error, URLError) and isinstance(error.reason, OSError):
        error = error.reason
    if isinstance(error, _NEVER_CONNECTED) or (isinstance(error, OSError) and error.errno in _NO_WAY_THERE):
        return NotSent(type(error).__name__, is_down=True)
    return Unknown(type(error).__name__)


def _refusal(answer: SlackResponse) -> NotSent | Unknown:
    status, code = answer.status_code, _code(answer)
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in TOO_MANY:
        return NotSent(code or "ratelimited", retry_after_s=retry_after(answer.headers))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in MAYBE_SENT or (status == HTTPStatus.OK and not code):
        return Unknown(code or f"http_{status}")
    if not code or code in TOKEN:
        return NotSent(code or f"http_{status}", is_down=True)
    return NotSent(code, final=code in FINAL)


def _code(answer: SlackResponse) -> str:
    """Slack's error code; "" when the answer was not Slack's JSON: then the client makes a sentence of what it got."""
    code = str(answer.data.get("error") or "") if isinstance(answer.data, dict) else ""
    return "" if " " in code else code


def retry_after(headers: dict[str, str]) -> float:
    """Seconds from a Retry-After header in any form: "30", "1.5", "0", a date (told from the answer's own Date)."""
    given = {name.lower(): value for name, value in headers.items()}
    text = str(given.get("retry-after", "")).strip()
    seconds = _number(text)
    if seconds is None:
        until, now = _date(text), _date(str(given.get("date", "")))
        seconds = (until - now).total_seconds() if until and now else NO_RETRY_AFTER_S
    return min(max(seconds, 0.0), _LONGEST_RETRY_AFTER_S)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@dataclass(frozen=True)
class Search:
    """Looking for the message with this key in its metadata, posted since `oldest`, from the page of `cursor` on."""

    channel: str
    key: str
    oldest: datetime
    thread_ts: str | None = None
    cursor: str = ""


def look_up(client: WebClient, search: Search) -> Sent | Search | None:
    """One page of a channel or thread: where the message is, the search from the next page on, None: it is not there.

    One call and no more: apps outside Slack's Marketplace may be held to 15 messages a minute. Raises what the client
    raises when the channel cannot be read (see `classify`).
    """
    arguments: dict[str, Any] = {
        "channel": search.channel,
        "oldest": f"{search.oldest.timestamp():.6f}",
        "include_all_metadata": True,
        "limit": _PAGE,
    }
    arguments |= {"cursor": search.cursor} if search.cursor else {}
    method = "conversations.history"
    if search.thread_ts:
        method, arguments["ts"] = "conversations.replies", search.thread_ts
    answer = client.api_call(method, params=arguments)
    for message in answer.get("messages") or []:
        if _has_key(message, search.key):
            return Sent(search.channel, str(message["ts"]))
    cursor = (answer.get("response_metadata") or {}).get("next_cursor")
    return replace(search, cursor=cursor) if cursor else None


KEY_LENGTH = 12
"""So much of a message's key stands in the name of its file, where it has one: such a message has no metadata."""


def _has_key(message: dict[str, Any], key: str) -> bool:
    in_metadata = ((message.get("metadata") or {}).get("event_payload") or {}).get("key") == key
    return in_metadata or any(key[:KEY_LENGTH] in str(file.get("name")) for file in message.get("files") or [])
