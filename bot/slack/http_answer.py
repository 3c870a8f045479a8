"""What a request over HTTP is answered."""

import json
from http import HTTPStatus
from typing import Any, NamedTuple, Self

from slack_bolt import BoltResponse

Asgi = dict[str, Any]


class Answer(NamedTuple):
    """What a request is answered."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()

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
