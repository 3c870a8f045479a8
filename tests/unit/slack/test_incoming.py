"""A request is whole soon or its connection goes; over the bounds the one goes that has waited longest."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn

from bot.slack.incoming import PROVEN, Incoming, prompt_protocol
from tests.processes import PATIENCE_S

HALF = b"POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"
GOOD = b"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n"
SIGNED = GOOD.replace(b"quick", b"signed")
HELD = GOOD.replace(b"quick", b"held")
NEVER = 3600.0
RELEASED = threading.Event()


async def app(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    """Reads a whole request, then answers: at /held once it is released. What comes to /signed was signed."""
    scope["state"][PROVEN] = scope["path"] == "/signed"
    if scope["path"] == "/held":
        await asyncio.to_thread(RELEASED.wait, PATIENCE_S)
    while scope["method"] == "POST" and (message := await receive()).get("more_body"):
        assert message["type"] == "http.request"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


class Served(uvicorn.Server):
    """Leaves the signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


Connect = Callable[[bytes], socket.socket]


@contextlib.contextmanager
def serving(incoming: Incoming, receive_s: float) -> Iterator[Connect]:
    """Gives a way to open a connection and send something."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = listening.getsockname()
    config = uvicorn.Config(app, http=prompt_protocol(incoming, receive_s), ws="none", lifespan="off", log_config=None)
    server = Served(config)
    thread = threading.Thread(target=lambda: server.run(sockets=[listening]))
    thread.start()
    opened: list[socket.socket] = []

    def connect(data: bytes) -> socket.socket:
        opened.append(socket.create_connection(address, timeout=PATIENCE_S))
        opened[-1].sendall(data)
        return opened[-1]

    try:
        yield connect
    finally:
        RELEASED.set()
        for one in opened:
            one.close()
        server.should_exit = True
        thread.join()


def is_answered(connection: socket.socket) -> bool:
    """Waits for a whole answer; False where the connection is closed instead."""
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while (more := connection.recv(65536)) and not (received := received + more).endswith(b"\r\n\r\nok"):
            pass
    return received.startswith(b"HTTP/1.1 200 OK")


def drip(connection: socket.socket) -> None:
    """A byte now and then, for as long as anybody takes them."""
    while True:
        connection.sendall(b"x")
        threading.Event().wait(0.1)


@pytest.mark.parametrize("begun", [b"", b"P", HALF[:20], HALF, HALF + b"x" * 1000])
def test_a_request_that_does_not_become_whole_is_cut_off(begun: bytes) -> None:
    with serving(Incoming(), receive_s=0.2) as connect:
        assert not is_answered(connect(begun))


def test_one_that_comes_a_byte_at_a_time_has_no_longer() -> None:
    """uvicorn's own timeout begins anew with every byte."""
    with serving(Incoming(), receive_s=0.5) as connect:
        slow = connect(b"")
        with pytest.raises(ConnectionError):
            drip(slow)


def test_an_answered_connection_stays_open_for_the_next_request() -> None:
    with serving(Incoming(), receive_s=0.2) as connect:
        kept = connect(GOOD)
        assert is_answered(kept)
        threading.Event().wait(0.5)
        kept.sendall(GOOD)
        assert is_answered(kept)
        kept.sendall(HALF)
        assert not is_answered(kept)


def test_over_the_bound_the_longest_waiting_goes_and_good_requests_are_answered() -> None:
    with serving(Incoming(connections=10), NEVER) as connect:
        waiting = [connect(HALF) for _ in range(10)]
        for _ in range(3):
            assert is_answered(connect(GOOD))
        assert [is_answered(one) for one in waiting[:3]] == [False] * 3
        waiting[-1].sendall(b"x" * 900_000)
        assert is_answered(waiting[-1])


def test_who_brought_a_signed_request_once_stays_longer_than_strangers() -> None:
    with serving(Incoming(connections=10), NEVER) as connect:
        proven, stranger = connect(SIGNED), connect(GOOD)
        assert is_answered(proven)
        assert is_answered(stranger)
        crowd = [connect(HALF) for _ in range(300)]
        proven.sendall(SIGNED)
        assert is_answered(proven)
        assert not is_answered(stranger)
        crowd[-1].sendall(b"x" * 900_000)
        assert is_answered(crowd[-1])


def test_bodies_that_are_not_whole_have_a_bound_together() -> None:
    with serving(Incoming(most_bytes=1_500_000), NEVER) as connect:
        first, second = connect(HALF + b"x" * 800_000), connect(HALF + b"x" * 800_000)
        assert not is_answered(first)
        second.sendall(b"x" * 100_000)
        assert is_answered(second)


def test_a_request_that_came_whole_behind_another_is_answered_however_many_wait() -> None:
    RELEASED.clear()
    with serving(Incoming(connections=10), NEVER) as connect:
        pipelined = connect(GOOD + HELD)
        assert is_answered(pipelined)
        crowd = [connect(HALF) for _ in range(30)]
        assert is_answered(connect(GOOD))
        RELEASED.set()

        assert is_answered(pipelined)
        assert not is_answered(crowd[0])
