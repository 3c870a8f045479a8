"""A request over HTTP as an ASGI application is given it: its head by name, its body whole or not at all."""

from collections.abc import Awaitable, Callable

from bot.slack.http_answer import Asgi

Receive = Callable[[], Awaitable[Asgi]]


class ClientGoneError(Exception):
    """Whoever sent the request went away before it was whole."""


class TooLargeError(Exception):
    """The body is longer than anybody would send who means it."""


async def whole_body(receive: Receive, largest: int) -> bytes:
    """All of it. Raises TooLargeError beyond so many bytes, without waiting for the rest, and ClientGoneError."""
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if len(body) > largest:
            raise TooLargeError
        if not message.get("more_body"):
            return bytes(body)
    raise ClientGoneError


def headers_of(scope: Asgi) -> dict[str, str]:
    """By lower-case name."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
