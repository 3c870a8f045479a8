"""What a request over HTTP is answered."""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple, Self

from slack_bolt import BoltResponse

Asgi = dict[str, Any]
Send = Callable[[Asgi], Awaitable[None]]


class Answer(NamedTuple):
    """What a request is answered."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()

    async def send(self, send: Send) -> None:
        """Give it to whoever asked."""
        body = self.body.encode(errors="replace")
        headers = [(b"content-type", self.content_type.encode()), (b"content-length", b"%d" % len(body))]
        headers += [(name.encode(), value.encode()) for name, value in self.headers]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    @classmethod
    def of(cls, response: BoltResponse) -> Self:
        """As Bolt answered."""
        return cls(response.status, response.body, next(iter(response.headers["content-type"])))

    @classmethod
    def plain(cls, status: HTTPStatus, reason: str = "") -> Self:
        """A status, and in words why."""
        return cls(status, f"{reason or status.phrase.lower()}\n")

    @classmethod
    def json(cls, status: HTTPStatus, **fields: object) -> Self:
        """Fields for a program."""
        return cls(status, json.dumps(fields), "application/json")
