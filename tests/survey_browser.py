"""Whoever opens the survey page, without a browser: requests as a server hands them to the application."""

import asyncio
import re
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode, urljoin

from bot.slack.http_server import Beside
from tests.forged_surveys import FORM


class Page(NamedTuple):
    """What somebody got."""

    status: int
    body: str
    headers: Mapping[str, str]

    @property
    def words(self) -> str:
        """What they read."""
        return " ".join(unescape(re.sub("<style>.*?</style>|<[^>]*>", " ", self.body)).split())

    @property
    def chosen(self) -> list[int]:
        """The answers that are chosen already."""
        return [int(one) for one in re.findall(r'value="(\d+)" required checked', self.body)]


class Visitor:
    """Somebody at an address, who reads a language."""

    def __init__(self, app: Beside, address: str = "192.0.2.1", language: str = "en") -> None:
        self._app = app
        self._address = address
        self._language = language

    def get(self, path: str, method: str = "GET") -> Page:
        """Open a page."""
        return self.ask(method, path)

    def post(self, path: str, **fields: object) -> Page:
        """Send a form, and go where one is sent."""
        sent = self.ask("POST", path, urlencode(fields).encode(), FORM)
        return self.get(urljoin(path, sent.headers["location"])) if sent.status == 303 else sent

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "", **head: str) -> Page:
        """One request, whatever it is."""
        headers = [(b"accept-language", self._language.encode()), (b"content-type", kind.encode())]
        headers += [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in head.items()]
        plain, _, query = path.partition("?")
        scope = {
            "type": "http", "method": method, "path": unquote(plain), "query_string": query.encode("latin-1"),
            "headers": headers, "client": (self._address, 1234), "state": {}, "scheme": "http",
        }  # fmt: skip  # a list to read
        return asyncio.run(self._asked(scope, body))

    async def _asked(self, scope: dict[str, Any], body: bytes) -> Page:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Page(sent[0]["status"], sent[1]["body"].decode(), headers)
