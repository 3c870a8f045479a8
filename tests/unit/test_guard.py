"""The raw guard: what Slack signed for our workspace gets through as it was meant, nothing else does."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.guard import LARGEST_BODY, Guard, RefusedError, asks_for_certificate, is_certificate_check
from tests.fake_clock import MONDAY_NINE, FakeClock

FORM, JSON = "application/x-www-form-urlencoded", "application/json; charset=utf-8"
NOW = str(int(MONDAY_NINE.timestamp()))
COMMAND = urlencode({"command": "/touchpoint", "text": "Dana: hello", "team_id": "T0HARBOUR"}).encode()


def signed(body: bytes, kind: str = FORM, stamp: str = NOW) -> dict[str, str]:
    digest = hmac.new(b"hush", b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "content-type": kind,
        "content-length": str(len(body)),
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": f"v0={digest}",
    }


UNSIGNED = {"content-type": FORM}


def judged(headers: dict[str, str], body: bytes) -> tuple[int, dict[str, Any] | None]:
    """The status, and what got through."""
    guard = Guard(signing_secret="hush", team_id="T0HARBOUR", clock=FakeClock())
    try:
        assert len(body) <= guard.largest_body(headers)
        return 200, guard.payload(headers, body)
    except RefusedError as refused:
        return refused.status, None


def post(body: bytes, kind: str = FORM, stamp: str = NOW) -> tuple[int, dict[str, Any] | None]:
    """The same for what Slack signed."""
    return judged(signed(body, kind, stamp), body)


def test_a_signed_command_gets_through() -> None:
    assert post(COMMAND) == (200, {"command": "/touchpoint", "text": "Dana: hello", "team_id": "T0HARBOUR"})


def test_a_command_without_text_gets_through() -> None:
    body = urlencode({"command": "/touchpoint", "text": "", "team_id": "T0HARBOUR"}).encode()
    assert post(body)[1] == {"command": "/touchpoint", "text": "", "team_id": "T0HARBOUR"}


def test_the_word_payload_in_a_text_does_not_make_it_a_click() -> None:
    body = urlencode({"command": "/touchpoint", "text": "Dana: the payload=1", "team_id": "T0HARBOUR"}).encode()
    assert (post(body)[1] or {})["text"] == "Dana: the payload=1"


def test_a_click_gets_through() -> None:
    click = {"type": "block_actions", "team": {"id": "T0HARBOUR"}, "user": {"id": "U0ANA"}}
    assert post(urlencode({"payload": json.dumps(click)}).encode()) == (200, click)


def test_an_event_from_a_shared_channel_gets_through_by_who_installed_the_app() -> None:
    event = {"type": "event_callback", "team_id": "T0OTHER", "authorizations": [{"team_id": "T0HARBOUR"}]}
    assert post(json.dumps(event).encode(), JSON) == (200, event)


def test_slack_s_check_of_the_address_gets_through() -> None:
    check = {"type": "url_verification", "challenge": "abc"}
    assert post(json.dumps(check).encode(), JSON) == (200, check)


@pytest.mark.parametrize("off_s", [-299, 299])
def test_clocks_may_differ_by_five_minutes(off_s: int) -> None:
    assert post(COMMAND, stamp=str(int(NOW) + off_s))[0] == 200


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"x-slack-signature": "v0=x"}, 400),
        ({"x-slack-signature": "v0=\N{SNOWMAN}" + "0" * 63}, 400),
        ({"x-slack-signature": "v0=" + "0" * 64}, 401),
        ({"x-slack-request-timestamp": None}, 400),
        ({"x-slack-request-timestamp": "yesterday"}, 400),
        ({"x-slack-request-timestamp": "\N{ARABIC-INDIC DIGIT ONE}"}, 400),
        ({"x-slack-request-timestamp": "9" * 400}, 400),
        ({"content-length": str(LARGEST_BODY + 1)}, 400),
        ({"content-type": None}, 400),
        ({"content-type": "text/plain"}, 400),
    ],
)
def test_what_is_malformed_or_forged_is_refused_and_goes_no_further(wrong: dict[str, Any], status: int) -> None:
    headers = {name: value for name, value in {**signed(COMMAND), **wrong}.items() if value is not None}
    assert judged(headers, COMMAND) == (status, None)


def test_a_body_that_was_changed_on_the_way_is_refused() -> None:
    assert judged(signed(COMMAND), COMMAND.replace(b"Dana", b"Mona")) == (401, None)


@pytest.mark.parametrize("missing", ["x-slack-signature", "x-slack-request-timestamp", "content-type"])
def test_what_is_stale_unsigned_or_of_no_known_kind_is_refused_by_its_head(missing: str) -> None:
    """So that nobody reads a body for those who cannot sign, but for the little that a check of the certificate has."""
    guard = Guard(signing_secret="hush", team_id="T0HARBOUR", clock=FakeClock())
    headers = {name: value for name, value in signed(COMMAND).items() if name != missing}
    try:
        largest = guard.largest_body(headers)
    except RefusedError:
        largest = 0
    assert largest < 1000


@pytest.mark.parametrize("off_s", [-301, 301, -10_000_000])
def test_a_stale_request_is_refused_however_well_it_is_signed(off_s: int) -> None:
    assert post(COMMAND, stamp=str(int(NOW) + off_s)) == (401, None)


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
    assert post(body, kind) == (status, None)


@given(body=st.binary(max_size=200), kind=st.sampled_from([FORM, JSON, "text/plain"]), stamp=st.text(max_size=12))
def test_no_bytes_are_ever_answered_by_more_than_a_refusal(body: bytes, kind: str, stamp: str) -> None:
    status, through = judged({**signed(body, kind), "x-slack-request-timestamp": stamp or NOW}, body)
    assert status in {400, 401}
    assert not through


@pytest.mark.parametrize("body", [b"ssl_check=1", b"token=abc&ssl_check=1", b"ssl_check=1&token=abc&team_id=T0OTHER"])
def test_slack_s_check_of_the_certificate_is_known_unsigned(body: bytes) -> None:
    status, fields = judged(UNSIGNED, body)
    assert status == 200
    assert is_certificate_check(fields or {})


def test_slack_s_check_of_the_certificate_may_also_be_asked_for() -> None:
    assert asks_for_certificate("ssl_check=1&token=abc")
    assert not asks_for_certificate("token=abc")


@pytest.mark.parametrize("more", [b"&command=%2Ftouchpoint", b"&payload=%7B%7D"])
def test_who_adds_a_check_of_the_certificate_to_something_else_has_to_sign_it(more: bytes) -> None:
    assert judged(UNSIGNED, b"ssl_check=1" + more)[0] == 400
