"""Answering the bot over HTTP, with the faults that were ordered."""

import asyncio
import time
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox.api import responses
from bot.sandbox.api import web_api as api
from bot.sandbox.errors import SlackError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.changes import Change
from bot.sandbox.world.state import Json

_RATELIMITED = 429
_TRANSPORT = "rapport.sandbox.transport"


class DroppableProtocol(H11Protocol):
    """Uvicorn's HTTP protocol, which lets an answer close the connection without a word."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # because uvicorn narrows it too
        """Put the connection where `_hang_up` finds it."""
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # because ASGI's types are dicts
            await app({**scope, _TRANSPORT: transport}, receive, send)

        self.app = with_transport


async def web_api(sandbox: Sandbox, request: Request) -> Response:
    """One call of `/api/<method>`."""
    method = request.path_params["method"]
    try:
        values, token = await api.read(request)
    except SlackError as error:
        return JSONResponse({"ok": False, "error": error.code})
    start, world = time.monotonic(), sandbox.of_token(token, str(values.get("team_id") or ""))
    call: Callable[[], Json] = lambda: api.call(world.workspace, method, values, token)  # noqa: E731  # because it is a thunk
    do: Callable[[], Json] = lambda: world.people.called(method, values, call)  # noqa: E731  # because it is one too
    with sandbox.traffic.flying():
        response, answer = await _answered(sandbox, request, method, do)
    _record(sandbox, ("api", method), values, answer, start)
    response.headers["x-oauth-scopes"] = ",".join(sandbox.workspace.app.scopes)
    response.headers["x-slack-req-id"] = f"{id(request):x}"
    return response


async def response_url(sandbox: Sandbox, request: Request) -> Response:
    """One use of a response URL."""
    try:
        values, _ = await api.read(request)
    except SlackError as error:
        return JSONResponse({"ok": False, "error": error.code}, status_code=400)
    start, ticket = time.monotonic(), request.path_params["token"]
    world = sandbox.of_response(ticket)
    do: Callable[[], Json] = lambda: responses.respond(world.workspace, ticket, values)  # noqa: E731  # because it is a thunk
    with sandbox.traffic.flying():
        response, answer = await _answered(sandbox, request, "response_url", do)
    _record(sandbox, ("response", "response_url"), values, answer, start)
    if answer.get("error") in {"used_url", "expired_url", "invalid_url"}:
        response.status_code = 404
    return response


async def with_faults(sandbox: Sandbox, request: Request, name: str, do: Callable[[], Response]) -> Response:
    """What is no method, after or instead of doing it, as the next fault of this name says."""
    start = time.monotonic()
    fault = sandbox.faults.next_for(name)
    with sandbox.traffic.flying():
        if fault and fault.delay_ms:
            await asyncio.sleep(fault.delay_ms / 1000)
        if fault and fault.drop:
            if fault.drop == "after":
                do()
            return await _hang_up(request)
        response = _failing(fault)[0] if fault and fault.answers else do()
    ms = round((time.monotonic() - start) * 1000, 2)
    sandbox.traffic.record("file", name, args={}, answer={}, ok=response.status_code == HTTPStatus.OK, ms=ms)
    return response


async def _answered(sandbox: Sandbox, request: Request, method: str, do: Callable[[], Json]) -> tuple[Response, Json]:
    """The answer, after or instead of doing it, as the next fault of this method says."""
    fault = sandbox.faults.next_for(method)
    if fault is None:
        answer = do()
        return _as_slack_says(answer), answer
    if fault.delay_ms:
        await asyncio.sleep(fault.delay_ms / 1000)
    if fault.drop:
        answer = do() if fault.drop == "after" else {}
        return await _hang_up(request), answer | {"dropped": fault.drop}
    if fault.answers:
        return _failing(fault)
    answer = do()
    return JSONResponse(answer), answer


def _as_slack_says(answer: Json) -> Response:
    if answer.get("error") != "ratelimited":
        return JSONResponse(answer)
    return JSONResponse(answer, _RATELIMITED, {"retry-after": str(answer["retry_after"])})


def _failing(fault: Fault) -> tuple[Response, Json]:
    limited = fault.error == "ratelimited" or (fault.retry_after is not None and not fault.error)
    error = fault.error or ("ratelimited" if limited and fault.status in {None, _RATELIMITED} else "")
    status = fault.status or (_RATELIMITED if limited else 200)
    answer: Json = {"ok": False, "error": error or f"status {status}"}
    page = f"<html><body><h1>{status} {escape('upstream unavailable')}</h1></body></html>"
    response = JSONResponse(answer, status) if error else HTMLResponse(page, status)
    if limited:
        value = "1" if fault.retry_after is None else str(fault.retry_after)
        response.headers["retry-after"] = value.encode("latin-1", "replace").decode("latin-1")
    return response, answer


async def _hang_up(request: Request) -> Response:
    request.scope[_TRANSPORT].abort()
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # the loop tells uvicorn that the connection is gone, so the answer below goes nowhere
    return Response()


def _record(sandbox: Sandbox, what: tuple[str, str], values: Json, answer: Json, start: float) -> None:
    ms = round((time.monotonic() - start) * 1000, 2)
    error = {"error": answer["error"]} if "error" in answer else {}
    sandbox.traffic.record(*what, args=values, answer=answer, ok=answer.get("ok", False), ms=ms, **error)
    sandbox.changes.tell(Change("log"))
