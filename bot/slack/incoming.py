"""How a request comes in: whole and soon, or its connection is closed. Whoever sends slowly keeps nobody else waiting.

uvicorn has no such deadline (github.com/Kludex/uvicorn/issues/157): its `timeout_keep_alive` counts between requests
only, and every byte stops it. Bytes wait in the event loop here, before any thread is taken, so a slow sender costs a
file descriptor and a little memory. Both are bounded: over the bound the connection goes that has waited longest,
strangers before those that brought a signed request once, and never one whose request is whole. A good request is whole
within milliseconds of its connection, so the ones that go are others.
"""

import asyncio
from collections.abc import Callable, Collection
from functools import partial
from itertools import chain
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

RECEIVE_S = 5.0
"""Seconds from a connection or the first byte of its next request until that request must be whole, head and body."""

MOST_CONNECTIONS = 1000
"""Slack keeps a handful. The usual limit of a process, 1,024 files, leaves room beside them for the database."""

MOST_BYTES = 32_000_000
"""Of all requests together that are not whole yet."""

LARGEST_HEAD = 16_384
"""Bytes of request line and headers. Slack sends under 1,000."""

PROVEN = "rapport.proven"
"""Set in the state of an ASGI scope by the application: the request was signed by who may."""

_WHOLE = {h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR}


class Incoming:
    """The connections that nobody works for: idle, or with a request that is not whole. The longest waiting is first.

    Used in the event loop only.
    """

    def __init__(self, connections: int = MOST_CONNECTIONS, most_bytes: int = MOST_BYTES) -> None:
        self._most = connections
        self._most_bytes = most_bytes
        self._strangers: dict[PromptProtocol, int] = {}
        self._proven: dict[PromptProtocol, int] = {}
        self._bytes = 0

    def wait(self, connection: "PromptProtocol") -> None:
        """It waits from now on, behind all others of its kind."""
        self.leave(connection)
        self._of_its_kind(connection)[connection] = 0

    def took(self, connection: "PromptProtocol", size: int) -> None:
        """So many bytes more came for a request that is not whole yet."""
        waiting = self._of_its_kind(connection)
        if connection in waiting:
            waiting[connection] += size
            self._bytes += size

    def leave(self, connection: "PromptProtocol") -> None:
        """Its request is whole, or it is gone."""
        self._bytes -= self._strangers.pop(connection, 0) + self._proven.pop(connection, 0)

    def make_room(self, opened: Collection[object]) -> None:
        """Close who waits longest while more connections are open, or more bytes here, than may be."""
        while len(opened) > self._most or self._bytes > self._most_bytes:
            longest = next(chain(self._strangers, self._proven), None)
            if longest is None:
                return
            self.leave(longest)
            longest.drop()

    def _of_its_kind(self, connection: "PromptProtocol") -> "dict[PromptProtocol, int]":
        return self._proven if connection.is_proven else self._strangers


class PromptProtocol(H11Protocol):
    """uvicorn's HTTP protocol with a deadline for every request to be whole, and room made for those to come."""

    def __init__(self, incoming: Incoming, receive_s: float, **uvicorn: Any) -> None:  # noqa: ANN401  # uvicorn's own arguments
        super().__init__(**uvicorn)
        self._incoming = incoming
        self._receive_s = receive_s
        self._deadline: asyncio.TimerHandle | None = None
        self.is_proven = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvicorn narrows it too
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._begin()
        self._incoming.make_room(self.connections)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request; its first one starts the deadline."""
        if not self._deadline:
            self._begin()
        super().data_received(data)
        self._incoming.took(self, len(data))
        if self.conn.their_state in _WHOLE:
            self._end()
        else:
            self._incoming.make_room(self.connections)

    def on_response_complete(self) -> None:
        """Answered: the connection is idle, unless the rest of a refused request is still coming.

        Or a whole one came behind it, which is worked on from here on.
        """
        self.is_proven = self.is_proven or bool(self.scope["state"].get(PROVEN))
        super().on_response_complete()
        is_whole = self.conn.their_state in _WHOLE
        if not self._deadline and not is_whole and not self.transport.is_closing():
            self._incoming.wait(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._end()
        super().connection_lost(exc)

    def drop(self) -> None:
        """Close it without a word. It counts no more at once; uvicorn would only hear of it after others came."""
        self.connections.discard(self)
        self.transport.abort()

    def _begin(self) -> None:
        self._incoming.wait(self)
        self._deadline = self.loop.call_later(self._receive_s, self.transport.abort)

    def _end(self) -> None:
        self._incoming.leave(self)
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None


def prompt_protocol(incoming: Incoming, receive_s: float = RECEIVE_S) -> type[asyncio.Protocol]:
    """What uvicorn makes for each connection, all of them with the same `incoming`."""
    make: Callable[..., PromptProtocol] = partial(PromptProtocol, incoming, receive_s)
    return cast("type[asyncio.Protocol]", make)  # uvicorn only calls it
