"""Who may call the sandbox: programs on this machine, and its own page; no page of another site.

A browser lets any page post to 127.0.0.1, load an image from there or open a WebSocket, and says on whose behalf by
`Origin` (https://www.rfc-editor.org/rfc/rfc6454#section-7) and `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata).
A name that is made to point at 127.0.0.1 (DNS rebinding) is refused by its `Host`.
"""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

HOSTS = {"127.0.0.1", "localhost"}
_REFUSED = "The sandbox answers programs on this machine and its own page only."
_OWN = {"same-origin", "none"}  # "none": the address was typed, or opened from outside the browser


class OwnOriginOnly:
    """Lets through what comes from here; everything else gets 403, a WebSocket is closed before it is accepted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or connection."""
        if scope["type"] == "lifespan" or _is_from_here(scope, Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008, _REFUSED)(scope, receive, send)
        else:
            await JSONResponse({"ok": False, "error": _REFUSED}, status_code=403)(scope, receive, send)


def _is_from_here(scope: Scope, headers: Headers) -> bool:
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
        return False
    if any(origin != f"http://{host}" for origin in headers.getlist("origin")):
        return False
    return headers.get("sec-fetch-site", "none") in _OWN or _follows_a_link(scope, headers)


def _follows_a_link(scope: Scope, headers: Headers) -> bool:
    """A person goes to the page, from wherever they are."""
    is_page = scope["type"] == "http" and scope["path"] == "/" and scope["method"] == "GET"
    return is_page and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
