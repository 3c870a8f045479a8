"""What stands in front of Bolt over HTTP: only requests that Slack signed, for our workspace, get through.

Measured with Bolt 1.30: it parses before it verifies, answers 500 to a timestamp that is no number and to a signature
that is not ASCII, and logs the whole body of what it refuses. So the raw bytes are judged here, and what is refused is
answered 400 (malformed) or 401 (not proven to be Slack's, ours and fresh) without a word about its content. Bolt's own
verification has to be switched off behind it (`request_verification_enabled=False`).

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import io
import json
import logging
import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bot.domain.clock import Clock

LARGEST_BODY = 1_000_000
"""Bytes. Slack's own payloads stay far below: a view is at most 250 kB."""

FRESH_S = 300
"""Seconds that a request's timestamp may be off, either way: a replay within them has to be harmless by itself."""

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

log = logging.getLogger(__name__)


class RefusedError(Exception):
    """The request goes no further. `reason` is ours, with nothing of the request in it."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Guard:
    """WSGI middleware. `team_id` is the workspace we serve; `clock` must be that of this machine."""

    def __init__(self, inner: WSGIApplication, *, signing_secret: str, team_id: str, clock: Clock) -> None:
        self._inner = inner
        self._secret = signing_secret.encode()
        self._team_id = team_id
        self._clock = clock

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass on what Slack signed for us; answer everything else at once."""
        if _is_certificate_check(environ):
            return plain(start_response, HTTPStatus.OK, "ok")
        try:
            payload = self._checked(environ)
        except RefusedError as refused:
            log.warning("request refused: %s", refused.reason)
            return plain(start_response, refused.status, refused.reason)
        return self._inner(environ | _as_json(payload), start_response)

    def _checked(self, environ: WSGIEnvironment) -> dict[str, Any]:
        kind = str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower()
        if kind not in {_FORM, _JSON}:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "content type not understood")
        timestamp = self._fresh_timestamp(environ)
        signature = _header(environ, "HTTP_X_SLACK_SIGNATURE", _SIGNATURE)
        body = _body(environ)
        if not hmac.compare_digest(self._signature(timestamp, body), signature.encode()):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "signature wrong")
        payload = _payload(body, kind)
        self._check_team(payload)
        return payload

    def _signature(self, timestamp: str, body: bytes) -> bytes:
        """Over the raw bytes; slack_sdk's SignatureVerifier fails on those that are no UTF-8."""
        return (
            b"v0="
            + hmac.new(self._secret, b"v0:%s:%s" % (timestamp.encode(), body), hashlib.sha256).hexdigest().encode()
        )

    def _fresh_timestamp(self, environ: WSGIEnvironment) -> str:
        timestamp = _header(environ, "HTTP_X_SLACK_REQUEST_TIMESTAMP", _TIMESTAMP)
        if abs(self._clock.now().timestamp() - int(timestamp)) > FRESH_S:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "timestamp stale (or the clock of this machine is off)")
        return timestamp

    def _check_team(self, payload: dict[str, Any]) -> None:
        """Slack's checks of the address itself name no workspace; everything else must name ours."""
        if payload.get("type") == "url_verification" or "ssl_check" in payload:
            return
        if self._team_id not in _teams(payload):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "another workspace")


def _is_certificate_check(environ: WSGIEnvironment) -> bool:
    """Whether Slack looks now and then if the certificate is good; it may do so unsigned, and wants a 200 and no more.

    https://docs.slack.dev/interactivity/implementing-slash-commands (`ssl_check`)
    """
    if environ.get("REQUEST_METHOD") == "GET":
        return _says_ssl_check(str(environ.get("QUERY_STRING", "")))
    length = str(environ.get("CONTENT_LENGTH", ""))
    if "HTTP_X_SLACK_SIGNATURE" in environ or not re.fullmatch(r"[0-9]{1,3}", length):
        return False
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(body)
    return _says_ssl_check(body.decode(errors="replace"))


def _says_ssl_check(form: str) -> bool:
    fields = dict(parse_qsl(form))
    return fields.get("ssl_check") == "1" and not fields.keys() & {"command", "payload"}


def plain(start_response: StartResponse, status: HTTPStatus, text: str) -> Iterable[bytes]:
    """Answer with a line of text."""
    body = f"{text}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]


def _as_json(payload: dict[str, Any]) -> WSGIEnvironment:
    """What was judged is what Bolt reads. Bolt takes any form with the word "payload" in it for a click (1.30)."""
    body = json.dumps(payload).encode()
    return {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": _JSON}


def _header(environ: WSGIEnvironment, name: str, form: re.Pattern[str]) -> str:
    value = str(environ.get(name, ""))
    if not form.fullmatch(value):
        header = name.removeprefix("HTTP_").replace("_", "-").lower()
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"{header} {'malformed' if value else 'missing'}")
    return value


def _body(environ: WSGIEnvironment) -> bytes:
    length = str(environ.get("CONTENT_LENGTH", ""))
    if not re.fullmatch(r"[0-9]{1,9}", length):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "content-length missing or malformed")
    if int(length) > LARGEST_BODY:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "body too large")
    body: bytes = environ["wsgi.input"].read(int(length))
    if len(body) != int(length):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "body shorter than it says")
    return body


def _payload(body: bytes, kind: str) -> dict[str, Any]:
    """The fields of an event, a slash command, or what is inside an interaction's `payload`."""
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


def _teams(payload: dict[str, Any]) -> set[object]:
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
