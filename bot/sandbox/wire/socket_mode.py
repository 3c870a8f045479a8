"""Slack's side of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode."""

import asyncio
import json
import threading
import uuid
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NoAnswerError
from dataclasses import dataclass, field
from itertools import count

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.wire.transports import ACK_S, Ack, Envelope
from bot.sandbox.world.staff import APP_ID
from bot.sandbox.world.state import Json

MOST = 10  # connections of one app at a time
_APPROXIMATE_S = 18_060  # what Slack says in its hello about how long a connection will live


@dataclass(eq=False)
class _Link:
    """One connection and what was sent over it and not acknowledged."""

    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    waiting: dict[str, Future[Ack | None]] = field(default_factory=dict)

    def send(self, message: Json) -> "Future[None]":
        return asyncio.run_coroutine_threadsafe(self.socket.send_text(json.dumps(message)), self.loop)

    def lost(self) -> None:
        for answer in list(self.waiting.values()):
            if not answer.done():
                answer.set_result(None)


class Sockets:
    """The connected sockets; a Transport that gives each payload to one of them in turn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._links: list[_Link] = []
        self._turn = count()

    @property
    def connected(self) -> int:
        """How many connections there are."""
        return len(self._links)

    def deliver(self, envelope: Envelope) -> Ack | None:
        """Send to one connection; None at once where there is none, or when it is lost."""
        with self._lock:
            if not self._links:
                return None
            link = self._links[next(self._turn) % len(self._links)]
            envelope_id = str(uuid.uuid4())
            answer: Future[Ack | None] = Future()
            link.waiting[envelope_id] = answer
        try:
            link.send(_message(envelope, envelope_id))
            return answer.result(ACK_S)
        except (NoAnswerError, RuntimeError):
            return None
        finally:
            link.waiting.pop(envelope_id, None)

    async def serve(self, socket: WebSocket) -> None:
        """Greet a new connection and read its acknowledgements until it closes."""
        await socket.accept()
        link = _Link(socket, asyncio.get_running_loop())
        with self._lock:
            self._links.append(link)
        try:
            await socket.send_text(json.dumps(self._hello()))
            while True:
                _acknowledge(link, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(link)

    def disconnect(self, reason: str) -> int:
        """Ask every connection to go, and close it; how many there were."""
        with self._lock:
            links, self._links = self._links, []
        for link in links:
            link.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}).result(ACK_S)
            asyncio.run_coroutine_threadsafe(link.socket.close(1000), link.loop).result(ACK_S)
            link.lost()
        return len(links)

    def _hello(self) -> Json:
        about = {"host": "sandbox", "build_number": 1, "approximate_connection_time": _APPROXIMATE_S}
        info = {"app_id": APP_ID}
        return {"type": "hello", "num_connections": self.connected, "debug_info": about, "connection_info": info}

    def _forget(self, link: _Link) -> None:
        with self._lock:
            if link in self._links:
                self._links.remove(link)
        link.lost()


def _message(envelope: Envelope, envelope_id: str) -> Json:
    message: Json = {"envelope_id": envelope_id, "type": envelope.kind, "payload": envelope.payload}
    message["accepts_response_payload"] = envelope.kind != "events_api"
    if envelope.kind == "events_api":
        message |= {"retry_attempt": envelope.retry_num, "retry_reason": envelope.retry_reason}
    return message


def _acknowledge(link: _Link, text: str) -> None:
    try:
        answer = json.loads(text)
    except ValueError:
        return
    waiting = link.waiting.get(answer.get("envelope_id", "")) if isinstance(answer, dict) else None
    if waiting is not None and not waiting.done():
        waiting.set_result(Ack(answer.get("payload") or None))
