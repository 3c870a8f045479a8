"""The page of the sandbox: one template and the files it loads. Everything it shows, it reads from `/_control`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.world import emoji

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.sandbox.sandbox import Sandbox

HERE = Path(__file__).parent
NOTHING_FROM_ELSEWHERE = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: https:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


_EMOJI = "emoji_table.js"


class FreshFiles(StaticFiles):
    """Static files that the browser asks for anew each time, so that an edited file shows at once."""

    async def get_response(self, path: str, scope: dict[str, object]) -> Response:  # type: ignore[override]  # because Starlette's Scope is MutableMapping[str, Any]
        """The file at `path`, with `no-cache` (which still allows a 304)."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "no-cache"
        return response


def routes(_sandbox: Sandbox) -> list[BaseRoute]:
    """`/` (the page) and `/static` (its scripts and styles), to be mounted beside `/api` and `/_control`."""
    return [
        Route("/", _page()),
        Route(f"/static/{_EMOJI}", _emoji_table),
        Mount("/static", FreshFiles(directory=HERE / "static"), name="static"),
    ]


def _scripts() -> list[str]:
    """Every module of the page, named to the browser at once: it would find them only level by level."""
    static = HERE / "static"
    return sorted([_EMOJI, *(path.relative_to(static).as_posix() for path in static.rglob("*.js"))])


async def _emoji_table(_request: Request) -> Response:
    """The module that knows which character an emoji's name stands for."""
    module = f"export const CHARACTERS = {json.dumps(emoji.characters(), ensure_ascii=False)};\n"
    return PlainTextResponse(module, media_type="text/javascript", headers={"cache-control": "no-cache"})


def _page() -> Callable[[Request], Awaitable[Response]]:
    templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=select_autoescape())

    async def page(_request: Request) -> Response:
        html = templates.get_template("page.html").render(scripts=_scripts())
        return HTMLResponse(html, headers=NOTHING_FROM_ELSEWHERE)

    return page
