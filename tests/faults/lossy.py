"""A proxy in front of the sandbox that loses, delays and garbles on the way, as networks and gateways do.

What the sandbox cannot do itself: commit a post and then answer with an error, or commit it later than it answered.
"""

import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email.utils import format_datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps, loads
from typing import Any, Self
from urllib.parse import urlsplit

from bot.domain.clock import Clock

Plan = Callable[[str], str]
"""What happens to the next call of a method: "" (nothing), or one of the names below."""

COMMITTED = ("drop_after", "reset_after", "fatal_after", "html_after", "empty_after", "gateway_after")
REFUSED = ("drop_before", "500", "502", "503", "504", "html_before", "empty_before")
LIMITED = ("429:0", "429:30", "429:1.5", "429:", "429:date")


@dataclass
class Lossy:
    """`base_url` is where the client goes. `late_s`: how much later than its answer a "late" post is committed.

    `on_call` is told of each call's method, when it is "asked" and when it is "done" but not answered.
    `keeps_metadata` False makes posts unrecognisable: the control for reading back.
    """

    target: str
    clock: Clock
    plan: Plan = lambda _method: ""
    keeps_metadata: bool = True
    late_s: float = 10.0
    hang_s: float = 1.0
    allowed_at: dict[str, float] = field(default_factory=dict)
    too_early: int = 0
    faults: int = 0
    seen: list[tuple[float, str, str]] = field(default_factory=list)
    on_call: Callable[[str, str], None] = lambda _method, _phase: None
    _late: list[tuple[float, str, bytes, dict[str, str]]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # http.server calls it so
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                proxy.serve(self, body)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client that was killed is no news here."""

        self._server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.base_url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        method = handler.path.rsplit("/", 1)[-1]
        kept = ("authorization", "content-type")
        headers = {name: value for name, value in handler.headers.items() if name.lower() in kept}
        if not self.keeps_metadata and method == "chat.postMessage":
            body = dumps({name: value for name, value in loads(body).items() if name != "metadata"}).encode()
        with self._lock:
            self._commit_late()
            fault = self._note(method, body)
            self.on_call(method, "asked")
            self.faults += bool(fault)
            if fault == "late":
                self._late.append((self.clock.monotonic() + self.late_s, handler.path, body, headers))
                fault = "gateway_before"
            done = not fault or fault.endswith("_after")
            answer = self._forward(handler.path, body, headers) if done else b""
            self.on_call(method, "done")
        self._answer(handler, fault, answer)

    def settle(self) -> None:
        """Whatever is still to be committed late is committed."""
        with self._lock:
            self._commit_late(everything=True)

    def _note(self, method: str, body: bytes) -> str:
        now = self.clock.monotonic()
        self.too_early += now < self.allowed_at.get(method, 0.0)
        channel = loads(body).get("channel", "") if body.startswith(b"{") else ""
        self.seen.append((now, method, channel))
        fault = self.plan(method)
        if fault in {"429:0", "429:30", "429:1.5"}:
            self.allowed_at[method] = now + float(fault[4:])
        elif fault == "429:date":
            self.allowed_at[method] = now + 20
        return fault

    def _commit_late(self, *, everything: bool = False) -> None:
        due = [late for late in self._late if everything or late[0] <= self.clock.monotonic()]
        self._late = [late for late in self._late if late not in due]
        for _, path, body, headers in due:
            self._forward(path, body, headers)

    def _forward(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        connection = HTTPConnection(urlsplit(self.target).netloc, timeout=10)
        try:
            connection.request("POST", path, body, headers)
            return connection.getresponse().read()
        finally:
            connection.close()

    def _answer(self, handler: BaseHTTPRequestHandler, fault: str, answer: bytes) -> None:
        if fault.startswith("drop"):
            handler.close_connection = True
        elif fault.startswith("reset"):
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
        elif fault.startswith("hang"):
            threading.Event().wait(self.hang_s)
            handler.close_connection = True
        else:
            status, headers, body = self._page(fault, answer)
            handler.send_response_only(status)
            for name, value in {**headers, "Content-Length": str(len(body)), "Connection": "close"}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

    def _page(self, fault: str, answer: bytes) -> tuple[int, dict[str, Any], bytes]:
        html = b"<html><body>Bad gateway</body></html>"
        if fault.startswith("429:"):
            value, now = fault[4:], self.clock.now().astimezone(UTC)
            headers = {"Retry-After": value} if value else {}
            if value == "date":
                until = format_datetime(now + timedelta(seconds=20), usegmt=True)
                headers = {"Retry-After": until, "Date": format_datetime(now, usegmt=True)}
            return 429, headers, b'{"ok": false, "error": "ratelimited"}'
        pages = {"fatal": (200, b'{"ok": false, "error": "fatal_error"}'), "html": (200, html), "empty": (200, b"")}
        pages |= {"gateway": (504, html)}
        name = fault.partition("_")[0]
        status, body = pages.get(name, (int(fault), html) if fault.isdigit() else (200, answer))
        return status, {"Content-Type": "text/html" if body is html else "application/json"}, body
