"""What each answer on the wire says about the message: sent, not sent, or unknown."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from bot.slack.delivery import NotSent, Outcome, Sent, Unknown, deliver, posting_client, retry_after

Answer = Callable[[bytes], Outcome]


@pytest.fixture
def answered() -> Iterator[Answer]:
    """The outcome of a call to a server that answers with these bytes and closes the connection."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        client = posting_client("xoxb-1", f"http://127.0.0.1:{server.getsockname()[1]}/api/")

        def serve(answer: bytes) -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        def call(answer: bytes) -> Outcome:
            thread = threading.Thread(target=serve, args=(answer,))
            thread.start()
            outcome = deliver(client, "chat.postMessage", channel="C1", text="x")
            thread.join()
            return outcome

        yield call


def page(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


OK = b'{"ok": true, "channel": "C1", "ts": "1.5"}'
HTML = b"<html>upstream</html>"


def test_an_ok_with_a_ts_is_sent(answered: Answer) -> None:
    assert answered(page("200 OK", OK)) == Sent("C1", "1.5")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200",
        page("200 OK", OK).replace(b"Content-Length: 42", b"Content-Length: 99"),
        page("200 OK", b""),
        page("200 OK", HTML),
        page("200 OK", b"null"),
        page("200 OK", b"[1]"),
        page("200 OK", b'{"ok": true}'),
        page("200 OK", b"\xff\xfe"),
        page("200 OK", b'{"ok": false, "error": "internal_error"}'),
        page("200 OK", b'{"ok": false, "error": "fatal_error"}'),
        page("500 Oops", HTML),
        page("502 Oops", b""),
        page("503 Oops", b'{"ok": false, "error": "service_unavailable"}'),
        page("504 Oops", HTML),
    ],
)
def test_whatever_does_not_prove_the_contrary_may_have_been_sent(answered: Answer, answer: bytes) -> None:
    assert isinstance(answered(answer), Unknown)


def test_a_client_that_gives_up_waiting_does_not_know() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        client = posting_client("xoxb-1", f"http://127.0.0.1:{server.getsockname()[1]}/api/")
        client.timeout = 0.05  # type: ignore[assignment]  # urllib, to which it goes, takes fractions
        assert deliver(client, "chat.postMessage", channel="C1", text="x") == Unknown("TimeoutError")


@pytest.mark.parametrize("host", ["127.0.0.1:9", "slack.invalid"])
def test_who_never_got_through_has_not_sent(host: str) -> None:
    outcome = deliver(posting_client("xoxb-1", f"http://{host}/api/"), "chat.postMessage", channel="C1", text="x")
    assert isinstance(outcome, NotSent)
    assert outcome.is_down
    assert not outcome.final


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "invalid_blocks", "edit_window_closed"])
def test_a_refusal_is_final(answered: Answer, error: str) -> None:
    body = f'{{"ok": false, "error": "{error}"}}'.encode()
    assert answered(page("200 OK", body)) == NotSent(error, final=True)


@pytest.mark.parametrize("error", ["team_added_to_org", "request_timeout", "update_failed", "some_new_refusal"])
def test_some_refusals_pass_and_what_nobody_knows_may_pass(answered: Answer, error: str) -> None:
    body = f'{{"ok": false, "error": "{error}"}}'.encode()
    assert answered(page("200 OK", body)) == NotSent(error)


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "missing_scope", "account_inactive"])
def test_a_refused_token_is_not_the_messages_fault(answered: Answer, error: str) -> None:
    body = f'{{"ok": false, "error": "{error}"}}'.encode()
    assert answered(page("200 OK", body)) == NotSent(error, is_down=True)


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "407 Proxy Authentication Required"])
def test_a_gateways_refusal_is_not_the_messages_fault(answered: Answer, status: str) -> None:
    assert answered(page(status, HTML)) == NotSent(f"http_{status[:3]}", is_down=True)


def test_a_rate_limit_says_how_long(answered: Answer) -> None:
    assert answered(page("429 Slow", HTML, "Retry-After: 7")) == NotSent("ratelimited", retry_after_s=7)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "30"}, 30),
        ({"retry-after": "1.5"}, 1.5),
        ({"Retry-After": "0"}, 0),
        ({}, 30),
        ({"Retry-After": ""}, 30),
        ({"Retry-After": "soon"}, 30),
        ({"Retry-After": "inf"}, 30),
        ({"Retry-After": "-1"}, 0),
        ({"Retry-After": "1e99"}, 86_400),
        ({"Retry-After": "Mon, 23 Nov 2026 09:00:20 GMT", "Date": "Mon, 23 Nov 2026 09:00:00 GMT"}, 20),
        ({"Retry-After": "Mon, 23 Nov 2026 09:00:00 GMT", "Date": "Mon, 23 Nov 2026 09:00:20 GMT"}, 0),
        ({"Retry-After": "Mon, 23 Nov 2026 09:00:20 GMT"}, 30),
    ],
)
def test_retry_after_is_read_in_every_form(headers: dict[str, str], seconds: float) -> None:
    assert retry_after(headers) == seconds
