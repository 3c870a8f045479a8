"""Clients that send slash commands as Slack does: signed, over connections that stay open, and time each answer."""

import hashlib
import hmac
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

CLIENTS = 8
STAFF = ("U0ANA", "U0BEN", "U0CARA", "U0DEV", "U0ELI", "U0FEI")
LINES = (
    "called about the renewal, happy with the new menu via:phone",
    "asked for a quote for the summer party, forty people due:in 3 days",
    "the delivery came an hour late, but the bread was lovely",
    "sent the spring prices by mail, no answer yet via:email",
    "met at the market, wants to see the new shop on:yesterday",
    "says the tasting was wonderful and will tell her friends",
    "wants the invoice address changed to the new office",
    "asked which of the cakes are made without nuts, we sent the list",
)
ALERTS = "order never arrived, second time, she is furious and wants to cancel"
_number = count()


@dataclass(frozen=True)
class Measured:
    """What one run gave, times in seconds. `busy`: so many lines were not stored, because it had too much to do."""

    p50: float
    p99: float
    per_second: float
    busy: int = 0


def requests(number: int) -> list[bytes]:
    """Signed requests, each another /touchpoint, of six people, for four hundred customers; one in 40 alerts."""
    return [_signed(next(_number)) for _ in range(number)]


def run(port: int, wanted: Sequence[bytes]) -> Measured:
    """Send them all, eight at a time."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        took = list(clients.map(lambda number: _client(port, wanted[number::CLIENTS]), range(CLIENTS)))
    whole = time.perf_counter() - started
    times = sorted(each for client, _ in took for each in client)
    busy = sum(refused for _, refused in took)
    return Measured(times[len(times) // 2], times[int(len(times) * 0.99)], (len(times) - busy) / whole, busy)


def _client(port: int, wanted: Sequence[bytes]) -> tuple[list[float], int]:
    times, busy = [], 0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in wanted:
            started = time.perf_counter()
            connection.sendall(request)
            received = answer(connection)
            times.append(time.perf_counter() - started)
            assert b"200 OK" in received[:40], received
            busy += b"very busy" in received
            assert b"Logged" in received or b"very busy" in received, received
    return times, busy


def answer(connection: socket.socket) -> bytes:
    """The next one that comes, head and body."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += _more(connection)
    return head + body


def _more(connection: socket.socket) -> bytes:
    more = connection.recv(65536)
    assert more, "the server closed the connection"
    return more


def _signed(number: int) -> bytes:
    user, line = STAFF[number % len(STAFF)], LINES[number % len(LINES)] if number % 40 else ALERTS
    form = {
        "command": "/touchpoint",
        "text": f"Customer {number % 400}: {line.replace(' via:', f' ({number}) via:')}",
        "user_id": user,
        "team_id": "T0HARBOUR",
        "channel_id": "C0GENERAL",
        "trigger_id": f"{number}.bench",
        "response_url": "http://127.0.0.1:1/none",
        "api_app_id": "A0RAPPORT",
    }
    body = urlencode(form).encode()
    stamp = str(int(time.time()))
    signature = hmac.new(b"sandbox", f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body
