"""The HTTP server itself: an address, and uvicorn on it, in this thread until a signal or in one of its own."""

import contextlib
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator

import uvicorn

from bot.domain.errors import RapportError
from bot.slack.incoming import LARGEST_HEAD, Incoming, prompt_protocol

Asgi3 = Callable[..., Awaitable[None]]
"""An application of https://asgi.readthedocs.io, version 3."""

GRACE_S = 20
"""Seconds for what was taken in when the server stops; then its answers are given up, its work is finished all the
same."""

KEEP_ALIVE_S = 30
"""Seconds that an idle connection stays: Slack reuses its connections."""

BACKLOG = 256
"""Connections that may wait to be accepted; asyncio accepts so many at once, before it reads any, so a few times fewer
than there may be (bot/slack/incoming.py)."""


def listen(host: str, port: int) -> socket.socket:
    """Take an address. Raises RapportError where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise RapportError(f"{host} port {port} cannot be served on: {error.strerror}.") from error
    # Connections inherit it. asyncio sets it only where the protocol number is given, and answers took 40 ms more.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def serve_until_signal(app: Asgi3, listening: socket.socket) -> None:
    """Serve until SIGTERM or Ctrl-C, then finish what was taken in. A second Ctrl-C waits for no answers."""
    _Server(_config(app)).run(sockets=[listening])


@contextlib.contextmanager
def serve_aside(app: Asgi3, listening: socket.socket, name: str) -> Iterator[None]:
    """Serve in a thread of this name for as long as the block takes."""
    server = _Aside(_config(app))
    thread = threading.Thread(target=lambda: server.run(sockets=[listening]), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(GRACE_S)


def _config(app: Asgi3) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=prompt_protocol(Incoming()),
        ws="none",
        lifespan="off",
        interface="asgi3",
        proxy_headers=False,  # whose request it is says the signature
        server_header=False,
        access_log=False,
        log_config=None,  # its words go where Rapport's go, in the same form
        log_level="error",  # below that it tells of every malformed request
        h11_max_incomplete_event_size=LARGEST_HEAD,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
    )


class _Server(uvicorn.Server):
    """Ends with status 0 after a signal; uvicorn raises it again, which would kill the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.handle_exit)
        yield


class _Aside(uvicorn.Server):
    """Leaves signals to the thread that has them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
