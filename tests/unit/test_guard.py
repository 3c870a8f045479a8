"""The raw guard: what Slack signed for our workspace gets through as it was meant, nothing else does."""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.guard import LARGEST_BODY, Guard
from tests.fake_clock import MONDAY_NINE, FakeClock

FORM, JSON = "application/x-www-form-urlencoded", "application/json; charset=utf-8"
NOW = str(int(MONDAY_NINE.timestamp()))
COMMAND = urlencode({"command": "/touchpoint", "text": "Dana: hello", "team_id": "T0HARBOUR"}).encode()


class Bolt:
    """What is behind the guard: keeps what it is given."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.given.append(json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))))
        start_response("200 OK", [])
        return [b""]


def signed(body: bytes, kind: str = FORM, stamp: str = NOW) -> dict[str, Any]:
    digest = hmac.new(b"hush", b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp,
        "HTTP_X_SLACK_SIGNATURE": f"v0={digest}",
        "wsgi.input": BytesIO(body),
    }


def unsigned(body: bytes) -> dict[str, Any]:
    length = str(len(body))
    return {"REQUEST_METHOD": "POST", "CONTENT_TYPE": FORM, "CONTENT_LENGTH": length, "wsgi.input": BytesIO(body)}


def post(environ: dict[str, Any]) -> tuple[int, list[Any]]:
    """The status, and what got through."""
    bolt, statuses = Bolt(), []
    guard = Guard(bolt, signing_secret="hush", team_id="T0HARBOUR", clock=FakeClock())
    list(guard(environ, lambda status, _headers, *_: statuses.append(status)))  # type: ignore[arg-type,func-returns-value]  # a start_response that keeps the status
    return int(statuses[0].split()[0]), bolt.given


def test_a_signed_command_gets_through() -> None:
    assert post(signed(COMMAND)) == (200, [{"command": "/touchpoint", "text": "Dana: hello", "team_id": "T0HARBOUR"}])


def test_a_command_without_text_gets_through() -> None:
    body = urlencode({"command": "/touchpoint", "text": "", "team_id": "T0HARBOUR"}).encode()
    assert post(signed(body))[1] == [{"command": "/touchpoint", "text": "", "team_id": "T0HARBOUR"}]


def test_the_word_payload_in_a_text_does_not_make_it_a_click() -> None:
    body = urlencode({"command": "/touchpoint", "text": "Dana: the payload=1", "team_id": "T0HARBOUR"}).encode()
    assert post(signed(body))[1][0]["text"] == "Dana: the payload=1"


def test_a_click_gets_through() -> None:
    click = {"type": "block_actions", "team": {"id": "T0HARBOUR"}, "user": {"id": "U0ANA"}}
    assert post(signed(urlencode({"payload": json.dumps(click)}).encode())) == (200, [click])


def test_an_event_from_a_shared_channel_gets_through_by_who_installed_the_app() -> None:
    event = {"type": "event_callback", "team_id": "T0OTHER", "authorizations": [{"team_id": "T0HARBOUR"}]}
    assert post(signed(json.dumps(event).encode(), JSON)) == (200, [event])


def test_slack_s_check_of_the_address_gets_through() -> None:
    check = {"type": "url_verification", "challenge": "abc"}
    assert post(signed(json.dumps(check).encode(), JSON)) == (200, [check])


@pytest.mark.parametrize("off_s", [-299, 299])
def test_clocks_may_differ_by_five_minutes(off_s: int) -> None:
    assert post(signed(COMMAND, stamp=str(int(NOW) + off_s)))[0] == 200


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"HTTP_X_SLACK_SIGNATURE": None}, 400),
        ({"HTTP_X_SLACK_SIGNATURE": "v0=x"}, 400),
        ({"HTTP_X_SLACK_SIGNATURE": "v0=\N{SNOWMAN}" + "0" * 63}, 400),
        ({"HTTP_X_SLACK_SIGNATURE": "v0=" + "0" * 64}, 401),
        ({"HTTP_X_SLACK_REQUEST_TIMESTAMP": None}, 400),
        ({"HTTP_X_SLACK_REQUEST_TIMESTAMP": "yesterday"}, 400),
        ({"HTTP_X_SLACK_REQUEST_TIMESTAMP": "\N{ARABIC-INDIC DIGIT ONE}"}, 400),
        ({"HTTP_X_SLACK_REQUEST_TIMESTAMP": "9" * 400}, 400),
        ({"CONTENT_LENGTH": None}, 400),
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "many"}, 400),
        ({"CONTENT_LENGTH": str(len(COMMAND) + 1)}, 400),
        ({"CONTENT_LENGTH": str(LARGEST_BODY + 1)}, 400),
        ({"CONTENT_TYPE": None}, 400),
        ({"CONTENT_TYPE": "text/plain"}, 400),
        ({"wsgi.input": BytesIO(COMMAND.replace(b"Dana", b"Mona"))}, 401),
    ],
)
def test_what_is_malformed_or_forged_is_refused_and_goes_no_further(wrong: dict[str, Any], status: int) -> None:
    environ = {name: value for name, value in {**signed(COMMAND), **wrong}.items() if value is not None}
    assert post(environ) == (status, [])


@pytest.mark.parametrize("off_s", [-301, 301, -10_000_000])
def test_a_stale_request_is_refused_however_well_it_is_signed(off_s: int) -> None:
    assert post(signed(COMMAND, stamp=str(int(NOW) + off_s))) == (401, [])


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"\xff\xfe", JSON, 400),
        (b"[1, 2]", JSON, 400),
        (b'{"a": ', JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b"payload=nonsense", FORM, 400),
        (b"no form at all", FORM, 400),
        (b"", FORM, 401),
        (b"command=%2Ftouchpoint&text=x", FORM, 401),
        (b"command=%2Ftouchpoint&text=x&team_id=T0OTHER", FORM, 401),
        (json.dumps({"type": "event_callback", "team_id": "T0OTHER", "authorizations": "odd"}).encode(), JSON, 401),
        (json.dumps({"type": "block_actions", "team": None, "view": "odd"}).encode(), JSON, 401),
    ],
)
def test_signed_nonsense_and_other_workspaces_are_refused(body: bytes, kind: str, status: int) -> None:
    assert post(signed(body, kind)) == (status, [])


def test_nothing_of_a_refused_body_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        post({**signed(COMMAND), "HTTP_X_SLACK_SIGNATURE": "v0=" + "0" * 64})
        post(signed(b"payload=Dana+Reyes"))
    assert "signature wrong" in caplog.text
    assert "Dana" not in caplog.text


@given(body=st.binary(max_size=200), kind=st.sampled_from([FORM, JSON, "text/plain"]), stamp=st.text(max_size=12))
def test_no_bytes_are_ever_answered_by_more_than_a_refusal(body: bytes, kind: str, stamp: str) -> None:
    status, through = post({**signed(body, kind), "HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp or NOW})
    assert status in {400, 401}
    assert not through


@pytest.mark.parametrize("body", [b"ssl_check=1", b"token=abc&ssl_check=1", b"ssl_check=1&token=abc&team_id=T0OTHER"])
def test_slack_s_check_of_the_certificate_is_answered_unsigned_and_goes_no_further(body: bytes) -> None:
    assert post(unsigned(body)) == (200, [])


def test_slack_s_check_of_the_certificate_may_also_be_asked_for() -> None:
    assert post({"REQUEST_METHOD": "GET", "QUERY_STRING": "ssl_check=1&token=abc"}) == (200, [])


@pytest.mark.parametrize("more", [b"&command=%2Ftouchpoint", b"&payload=%7B%7D"])
def test_who_adds_a_check_of_the_certificate_to_something_else_has_to_sign_it(more: bytes) -> None:
    body = b"ssl_check=1" + more
    assert post(unsigned(body))[0] == 400
