"""`GET /_control/stream?as=U`: tells an open page what to read again, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world.changes import Change

_BEAT_S = 15.0  # a comment now and then, so that a vanished page is noticed


def route(sandbox: Sandbox) -> Route:
    """The stream's route."""

    async def stream(request: Request) -> Response:
        told = _told(sandbox, request.query_params.get("as", ""))
        return StreamingResponse(told, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return Route("/_control/stream", stream)


async def _told(sandbox: Sandbox, user: str) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Change] = asyncio.Queue()

    def hear(change: Change) -> None:
        if _concerns(sandbox, user, change):
            loop.call_soon_threadsafe(queue.put_nowait, change)

    stop = sandbox.changes.listen(hear)
    try:
        yield _line(Change("here"))  # from now on nothing is missed
        while True:
            try:
                change = await asyncio.wait_for(queue.get(), _BEAT_S)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            yield _line(change)
    finally:
        stop()


def _line(change: Change) -> str:
    told = {"type": "changed", "what": change.what, "channel": change.channel, "text": change.text}
    return f"data: {json.dumps(told)}\n\n"


def _concerns(sandbox: Sandbox, user: str, change: Change) -> bool:
    if change.user is not None and user and change.user != user:
        return False
    channel = sandbox.workspace.channels.get(change.channel or "")
    return channel is None or not user or sandbox.workspace.can_read(user, channel)
