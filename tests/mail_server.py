"""A mail server for tests: takes letters and remembers them, or refuses, stalls and drops as it is told."""

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path
from typing import Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.domain.mail_server import Encryption, MailFrom, MailServer, Sending

SENDER = MailFrom("Harbour Kitchen", "hello@harbour.example")

Drop = Literal["", "at DATA", "within", "after the dot, lost", "after the dot, taken"]


@dataclass
class Script:
    """What the server does. Answers are those of SMTP; "" as usual. `stall_s`: how long it says nothing, and when.

    `drop`: when it hangs up; `drops`: how often, then no more.
    """

    sender: str = ""
    recipient: dict[str, str] = field(default_factory=dict)
    text: str = ""
    once: bool = False
    drop: Drop = ""
    drops: int = 1
    stall_at: str = ""
    stall_s: float = 0.0
    user: str = ""
    password: str = ""


@dataclass
class Received:
    """A letter as it arrived."""

    sender: str
    recipients: list[str]
    message: EmailMessage

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        return str(self.message.get_content()).replace("\r\n", "\n")


class _Handler:
    def __init__(self, server: "Receiver") -> None:
        self.server = server

    async def handle_MAIL(  # noqa: N802  # aiosmtpd names it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        await self.server.stall("MAIL")
        if self.server.script.sender:
            return self.server.script.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        await self.server.stall("RCPT")
        script = self.server.script
        answer = script.recipient.pop(address, "") if script.once else script.recipient.get(address, "")
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        await self.server.stall("DOT")
        script = self.server.script
        if script.drop == "after the dot, lost" and self.server.take_drop():
            return self.server.hang_up(server)
        if script.text:
            answer, script.text = script.text, "" if script.once else script.text
            return answer
        content = envelope.content or b""
        message = message_from_bytes(content if isinstance(content, bytes) else content.encode(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.server.letters.append(Received(envelope.mail_from or "", list(envelope.rcpt_tos), message))
        self.server.watch("TAKEN")
        if script.drop == "after the dot, taken" and self.server.take_drop():
            return self.server.hang_up(server)
        return "250 2.0.0 taken"


class _Smtp(SMTP):
    receiver: "Receiver"

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd names it
        self.receiver.watch("DATA")
        drop = self.receiver.script.drop
        if drop == "at DATA" and self.receiver.take_drop():
            self.receiver.hang_up(self)
        elif drop == "within" and self.receiver.take_drop():
            await self.push("354 go on")
            self.receiver.hang_up(self)
        else:
            await super().smtp_DATA(arg)


class Receiver(Controller):
    """On a free port of 127.0.0.1. `letters`: what it took, in order. `watch` hears how far each one is."""

    def __init__(self, script: Script | None = None, certificate: Path | None = None, *, is_tls: bool = False) -> None:
        self.script = script or Script()
        self.letters: list[Received] = []
        self.watch: Callable[[str], None] = lambda _at: None
        self.hung_up = threading.Event()
        context = None
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
        self._starttls = None if is_tls else context
        super().__init__(_Handler(self), hostname="127.0.0.1", port=0, ssl_context=context if is_tls else None)

    def factory(self) -> SMTP:
        server = _Smtp(
            self.handler,
            enable_SMTPUTF8=True,
            tls_context=self._starttls,
            require_starttls=self._starttls is not None,
            authenticator=self._may if self.script.user else None,
            auth_required=bool(self.script.user),
            auth_require_tls=False,
            timeout=5,
        )
        server.receiver = self
        return server

    def _trigger_server(self) -> None:
        """The port is known only now; Controller would connect to the one asked for."""
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd's

    def _may(self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object) -> AuthResult:
        wanted = (self.script.user.encode(), self.script.password.encode())
        is_right = isinstance(given, LoginPassword) and (given.login, given.password) == wanted
        return AuthResult(success=is_right, handled=False)

    async def stall(self, at: str) -> None:
        self.watch(at)
        if self.script.stall_at == at:
            await asyncio.sleep(self.script.stall_s)

    def take_drop(self) -> bool:
        self.script.drops -= 1
        return self.script.drops >= 0

    def hang_up(self, server: SMTP) -> str:
        if isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
            asyncio.get_running_loop().call_later(0.05, self.hung_up.set)  # it is closed in the loop's next round
        return "421 gone"

    @property
    def sending(self) -> Sending:
        """To send to it from this machine, unencrypted."""
        return self.reached(Encryption.NONE)

    def reached(self, encryption: Encryption, user: str = "", password: str = "") -> Sending:
        return Sending(MailServer("127.0.0.1", self.port, encryption, user, password), SENDER)

    def arrived(self) -> Counter[str]:
        """How often each letter came, by its Message-ID."""
        return Counter(one.id for one in self.letters)


@contextmanager
def receiving(
    script: Script | None = None, certificate: Path | None = None, *, is_tls: bool = False
) -> Iterator[Receiver]:
    """A server that runs within the block."""
    server = Receiver(script, certificate, is_tls=is_tls)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def certificate_in(folder: Path, name: str = "127.0.0.1") -> Path:
    """A key and a certificate that it signs itself, for this address, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    whom = x509.IPAddress(IPv4Address(name)) if name[0].isdigit() else x509.DNSName(name)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([whom]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{name}.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
