"""The stand-in on the network: Web API, response URLs, Socket Mode, control API and the page, on this machine only."""

import contextlib
import importlib
import importlib.util
import socket
import threading
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.sandbox.api import answers, file_transfer
from bot.sandbox.api.answers import DroppableProtocol
from bot.sandbox.page import authorize, control, stream
from bot.sandbox.page.origin import OwnOriginOnly
from bot.sandbox.sandbox import Sandbox

_HOST = "127.0.0.1"
_START_S = 10.0


def routes(sandbox: Sandbox) -> list[BaseRoute]:
    """Everything the server answers; the page last, because it takes what is left."""

    async def call(request: Request) -> Response:
        return await answers.web_api(sandbox, request)

    async def respond(request: Request) -> Response:
        return await answers.response_url(sandbox, request)

    async def link(websocket: WebSocket) -> None:
        if sandbox.workspace.tickets.connect(websocket.query_params.get("ticket", "")):
            await sandbox.sockets.serve(websocket)
        else:
            await websocket.close(1008)

    listed: list[BaseRoute] = [
        Route("/api/{method}", call, methods=["GET", "POST"]),
        Route("/response/{token}", respond, methods=["POST"]),
        *file_transfer.routes(sandbox),
        WebSocketRoute("/link/", link),
        authorize.route(sandbox),
        *control.routes(sandbox),
        stream.route(sandbox),
    ]
    if importlib.util.find_spec("bot.sandbox.page.page"):
        listed += importlib.import_module("bot.sandbox.page.page").routes(sandbox)
    return listed


class SandboxServer:
    """Uvicorn in a thread. `port` 0 takes a free one."""

    def __init__(self, sandbox: Sandbox, port: int = 0) -> None:
        self._socket = socket.create_server((_HOST, port), backlog=512)
        # Connections inherit it. asyncio sets it only where the protocol number is given, and answers took 40 ms more.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.base_url = f"http://{_HOST}:{self._socket.getsockname()[1]}"
        sandbox.workspace.base_url = self.base_url
        app = Starlette(routes=routes(sandbox), middleware=[Middleware(OwnOriginOnly)])
        config = uvicorn.Config(
            app,
            http=DroppableProtocol,
            ws="websockets-sansio",
            lifespan="off",
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name="sandbox-server", daemon=True)

    def start(self) -> str:
        """Listen; the address, once calls are answered."""
        self._thread.start()
        if not self._server.listening.wait(_START_S):
            raise RuntimeError("The sandbox's server did not start.")
        return self.base_url

    def stop(self) -> None:
        """Close every connection and the port."""
        self._server.should_exit = True
        self._thread.join(_START_S)

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])


class _Server(uvicorn.Server):
    """Says when it listens, and leaves the process's signals alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
