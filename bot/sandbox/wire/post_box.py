"""The mail server of the sandbox: takes every letter and sends none on, so that links in them can be tried."""

import asyncio
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.domain.clock import Clock
from bot.sandbox.world.changes import Change, Changes
from bot.sandbox.world.letters import Letter, Letters


class PostBox(Controller):
    """On a free port of 127.0.0.1, which `start` finds: `port`."""

    def __init__(self, clock: Clock, letters: Letters, changes: Changes) -> None:
        super().__init__(_Taking(clock, letters, changes), hostname="127.0.0.1", port=0, enable_SMTPUTF8=True)

    def _trigger_server(self) -> None:
        """The port is known only now; Controller would connect to the one asked for."""
        if isinstance(self.server, asyncio.Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd's


@dataclass(frozen=True)
class _Taking:
    clock: Clock
    letters: Letters
    changes: Changes

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd names it
        content = envelope.content or b""
        message = message_from_bytes(content if isinstance(content, bytes) else content.encode(), policy=policy.default)
        now = self.clock.now().isoformat().replace("+00:00", "Z")
        to = ", ".join(envelope.rcpt_tos)
        self.letters.put(Letter(now, str(message["From"]), to, str(message["Subject"]), _text(message)))
        self.changes.tell(Change("log"))
        return "250 2.0.0 taken"


def _text(message: object) -> str:
    """Its plain text, of which every letter of Rapport's has one."""
    plain = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    return str(plain.get_content()).replace("\r\n", "\n") if plain else ""
