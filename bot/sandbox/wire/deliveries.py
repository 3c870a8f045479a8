"""Giving the bot what people did, at most 3 s for an answer; and events again when they were not acknowledged."""

import threading
from dataclasses import dataclass, replace

from bot.domain.clock import SystemClock
from bot.sandbox.wire.traffic import Traffic
from bot.sandbox.wire.transports import ACK_S, Ack, Envelope, Transport
from bot.sandbox.world.state import Json
from bot.sandbox.world.workspace import Workspace

RETRIES_S = (0, 60, 300)  # https://docs.slack.dev/apis/events-api/#retries: at once, after 1 minute, after 5


@dataclass(frozen=True, slots=True)
class Answer:
    """The acknowledgement (None: there was none, and `error` is Slack's word for why) and how long it took."""

    ack: Ack | None
    ms: float
    error: str = ""

    def as_json(self) -> Json:
        """`{ack, ms}` with the acknowledged body or null, and `error` where nobody acknowledged."""
        told: Json = {"ack": self.ack.body if self.ack else None, "ms": round(self.ms, 2)}
        return told | ({"error": self.error} if self.error else {})


class Deliveries:
    """`transport`: the way to the bot."""

    def __init__(self, workspace: Workspace, traffic: Traffic, transport: Transport) -> None:
        self.transport = transport
        self._workspace = workspace
        self._traffic = traffic
        self._real = SystemClock()
        self._over = threading.Event()

    def send(self, envelope: Envelope) -> Answer:
        """Deliver once. Call it without holding the workspace's lock: the bot will call back."""
        start = self._real.monotonic()
        with self._traffic.flying():
            ack = self.transport.deliver(envelope)
        ms = (self._real.monotonic() - start) * 1000
        late = ms > ACK_S * 990
        answer = (
            Answer(None, ms, "operation_timeout" if late else "dispatch_failed")
            if ack is None or late
            else Answer(ack, ms)
        )
        self._record(envelope, answer)
        return answer

    def event(self, payload: Json) -> Answer:
        """Deliver an event; while nobody acknowledges it, again as often as Slack does, in the background."""
        envelope = Envelope("events_api", payload)
        answer = self.send(envelope)
        if answer.error:
            threading.Thread(target=self._again, args=(envelope, answer, self._over), daemon=True).start()
        return answer

    def forget(self) -> None:
        """Give up all redeliveries."""
        self._over.set()
        self._over = threading.Event()

    def _again(self, envelope: Envelope, answer: Answer, over: threading.Event) -> None:
        for number, pause in enumerate(RETRIES_S, start=1):
            self._workspace.clock.wait(over, pause)
            if over.is_set():
                return
            reason = "timeout" if answer.error == "operation_timeout" else "http_error"
            answer = self.send(replace(envelope, retry_num=number, retry_reason=reason))
            if not answer.error:
                return

    def _record(self, envelope: Envelope, answer: Answer) -> None:
        payload = envelope.payload
        name = payload.get("command") or payload.get("event", {}).get("type") or payload.get("type", "")
        body = answer.ack.body if answer.ack else None
        about: Json = {"ack": body, "ok": not answer.error, "ms": round(answer.ms, 2), "retry": envelope.retry_num}
        about |= {"error": answer.error} if answer.error else {}
        self._traffic.record("envelope", name, payload=payload, via=envelope.kind, **about)
