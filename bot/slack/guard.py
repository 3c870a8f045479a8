"""What stands in front of Bolt over HTTP: only requests that Slack signed, for our workspace, get through.

Measured with Bolt 1.30: it parses before it verifies, answers 500 to a timestamp that is no number and to a signature
that is not ASCII, and logs the whole body of what it refuses. So the raw bytes are judged here, head first, and what is
refused is answered 400 (malformed) or 401 (not proven to be Slack's, ours and fresh) without a word about its content.
Bolt's own verification has to be switched off behind it (`request_verification_enabled=False`).

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from bot.domain.clock import Clock

LARGEST_BODY = 1_000_000
"""Bytes. Slack's own payloads stay far below: a view is at most 250 kB."""

LARGEST_UNSIGNED = 999
"""Bytes of what comes without a signature: only Slack's check of the certificate may, and it is short."""

FRESH_S = 300
"""Seconds that a request's timestamp may be off, either way: a replay within them has to be harmless by itself."""

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

Headers = Mapping[str, str]
"""By lower-case name."""

Payload = dict[str, Any]
"""The fields of an event or a slash command, or what is inside an interaction's `payload`."""


class RefusedError(Exception):
    """The request goes no further. `reason` is ours, with nothing of the request in it."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Guard:
    """Judges requests. `team_id` is the workspace we serve; `clock` must be that of this machine.

    Without `team_id`, many are served: whoever handles a request says of which (bot/slack/whose.py).
    """

    def __init__(self, *, signing_secret: str, team_id: str | None, clock: Clock) -> None:
        self._secret = signing_secret.encode()
        self._team_id = team_id
        self._clock = clock

    def largest_body(self, headers: Headers) -> int:
        """How many bytes to read after this head. Raises RefusedError where none are wanted."""
        if _may_be_certificate_check(headers):
            return LARGEST_UNSIGNED
        if _kind(headers) not in {_FORM, _JSON}:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "content type not understood")
        self._fresh_timestamp(headers)
        _header(headers, "x-slack-signature", _SIGNATURE)
        if int(headers.get("content-length", "0")) > LARGEST_BODY:  # the server let digits through only
            raise too_large()
        return LARGEST_BODY

    def payload(self, headers: Headers, body: bytes) -> Payload:
        """What Slack sent us in a request whose head was judged before. Raises RefusedError."""
        if _may_be_certificate_check(headers):
            return _certificate_check(body)
        self._check_signature(headers, body)
        payload = _parsed(body, _kind(headers))
        self._check_team(payload)
        return payload

    def _check_signature(self, headers: Headers, body: bytes) -> None:
        """Over the raw bytes; slack_sdk's SignatureVerifier fails on those that are no UTF-8."""
        signed = b"v0:%s:%s" % (headers["x-slack-request-timestamp"].encode(), body)
        expected = f"v0={hmac.new(self._secret, signed, hashlib.sha256).hexdigest()}"
        if not hmac.compare_digest(expected, headers["x-slack-signature"]):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "signature wrong")

    def _fresh_timestamp(self, headers: Headers) -> None:
        timestamp = _header(headers, "x-slack-request-timestamp", _TIMESTAMP)
        if abs(self._clock.now().timestamp() - int(timestamp)) > FRESH_S:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "timestamp stale (or the clock of this machine is off)")

    def _check_team(self, payload: Payload) -> None:
        """Slack's checks of the address itself name no workspace; everything else must name ours."""
        if payload.get("type") == "url_verification" or is_certificate_check(payload):
            return
        if self._team_id is not None and self._team_id not in _teams(payload):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "another workspace")


def is_certificate_check(fields: Payload) -> bool:
    """Whether Slack looks now and then if the certificate is good; it may do so unsigned, and wants a 200 and no more.

    https://docs.slack.dev/interactivity/implementing-slash-commands (`ssl_check`)
    """
    return fields.get("ssl_check") == "1" and not fields.keys() & {"command", "payload", "type"}


def asks_for_certificate(query: str) -> bool:
    """The same in a GET."""
    return is_certificate_check(dict(parse_qsl(query)))


def too_large() -> RefusedError:
    """The body is longer than Slack would send."""
    return RefusedError(HTTPStatus.BAD_REQUEST, "body too large")


def _kind(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _may_be_certificate_check(headers: Headers) -> bool:
    return _kind(headers) == _FORM and "x-slack-signature" not in headers


def _certificate_check(body: bytes) -> Payload:
    fields = dict(parse_qsl(body.decode(errors="replace")))
    if not is_certificate_check(fields):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "x-slack-signature missing")
    return dict(fields)


def _header(headers: Headers, name: str, form: re.Pattern[str]) -> str:
    value = headers.get(name, "")
    if not form.fullmatch(value):
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"{name} {'malformed' if value else 'missing'}")
    return value


def _parsed(body: bytes, kind: str) -> Payload:
    try:
        text = body.decode()
        if kind == _JSON:
            payload = json.loads(text)
        else:
            form = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
            payload = json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError) as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "body malformed") from error
    if not isinstance(payload, dict):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "body malformed")
    return payload


def _teams(payload: Payload) -> set[object]:
    """The workspaces that a payload names as the one it is for.

    In channels shared with others `team_id` may be somebody else's, while the authorizations, the view or the message
    are of the workspace that installed us.
    """
    authorizations = payload.get("authorizations")
    installed = authorizations if isinstance(authorizations, list) else []
    inner = [payload.get(name) for name in ("team", "view", "message")]
    named = [payload.get("team_id"), *(_text(part, "team_id") for part in installed)]
    named += [_text(part, name) for part in inner for name in ("id", "app_installed_team_id", "team")]
    return {one for one in named if isinstance(one, str)}


def _text(part: object, name: str) -> object:
    return part.get(name) if isinstance(part, dict) else None
