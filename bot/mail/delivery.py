"""One letter handed to a mail server, and what became of it: sent, not sent, or nobody knows.

The text goes first and the final dot (RFC 5321, section 4.1.1.4) by itself: until it the server has taken nothing, so
whatever fails before can be tried again. Only what fails between the dot and its answer leaves a letter in doubt.
"""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from bot.domain.mail_outcome import Outcome, Verdict
from bot.domain.mail_server import Encryption, Sending
from bot.mail.letter import Letter

TIMEOUT_S = 20.0
"""How long a server may be silent. RFC 5321 (4.5.3.2) would have us wait minutes; what is tried again need not."""

WHOLE_S = 90.0
"""How long all of it may take, however often a server says a little."""

_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")
_DOTS = re.compile(rb"^\.", re.MULTILINE)


class TroubleError(Exception):
    """No letter goes out by this server now. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _EndedError(Exception):
    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def deliver(
    sending: Sending, letter: Letter, about_to_end: Callable[[], bool], *, context: ssl.SSLContext | None = None
) -> Outcome:
    """Hand over one letter. `about_to_end` is called right before the final dot; where it says no, nothing is sent.

    `context`: whom to trust; those whom this machine trusts, unless said.
    """
    try:
        with connected(sending, context) as server:
            _envelope(server, letter)
            return _content(server, letter, about_to_end)
    except TroubleError as error:
        return Outcome(Verdict.CLOSED, error.reason)
    except _EndedError as ended:
        return ended.outcome


@contextmanager
def connected(sending: Sending, context: ssl.SSLContext | None = None) -> Iterator[smtplib.SMTP]:
    """A mail server that has let us in. Raises TroubleError, also where it is lost within the block."""
    server = None
    overdue = threading.Event()
    try:
        with _in_words():
            server = _greeted(sending, context or ssl.create_default_context())
            watch = threading.Timer(WHOLE_S, _hang_up, [server, overdue])
            watch.daemon = True
            watch.start()
            try:
                _let_in(server, sending, context or ssl.create_default_context())
                yield server
                with suppress(smtplib.SMTPException, OSError):
                    server.docmd("QUIT")
            finally:
                watch.cancel()
    except TroubleError:
        if overdue.is_set():
            raise TroubleError("connection timeout") from None
        raise
    finally:
        if server is not None:
            server.close()


def check_sender(server: smtplib.SMTP, address: str) -> None:
    """Ask whether it takes letters from this address, and send none. Raises TroubleError."""
    code, _ = server.mail(address)
    server.rset()
    if code // 100 != 2:  # noqa: PLR2004  # SMTP's "all right"
        raise TroubleError(f"sender {code}")


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise TroubleError("tls untrusted") from None
    except ssl.SSLError:
        raise TroubleError("tls failed") from None
    except TimeoutError:
        raise TroubleError("connection timeout") from None
    except ConnectionRefusedError:
        raise TroubleError("connection refused") from None
    except socket.gaierror:
        raise TroubleError("connection unknown") from None
    except smtplib.SMTPConnectError as error:
        raise TroubleError(f"greeting {error.smtp_code}") from None
    except (smtplib.SMTPServerDisconnected, ConnectionError, EOFError) as error:
        is_late = isinstance(error.__context__, TimeoutError)
        raise TroubleError("connection timeout" if is_late else "connection lost") from None
    except (smtplib.SMTPException, ValueError):
        raise TroubleError("greeting") from None
    except OSError:
        raise TroubleError("connection unreachable") from None


def _greeted(sending: Sending, context: ssl.SSLContext) -> smtplib.SMTP:
    """Connected. A name of our own domain is said, as asking for this machine's may take long and tells of it."""
    where, name = sending.server, sending.sender.domain
    if where.encryption is Encryption.TLS:
        return smtplib.SMTP_SSL(where.host, where.port, name, timeout=TIMEOUT_S, context=context)
    return smtplib.SMTP(where.host, where.port, name, timeout=TIMEOUT_S)


def _hang_up(server: smtplib.SMTP, overdue: threading.Event) -> None:
    overdue.set()
    if server.sock is not None:
        with suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)


def _let_in(server: smtplib.SMTP, sending: Sending, context: ssl.SSLContext) -> None:
    where = sending.server
    server.ehlo_or_helo_if_needed()
    if where.encryption is Encryption.STARTTLS:
        if not server.has_extn("starttls"):
            raise TroubleError("tls missing")
        server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
    if not where.user:
        return
    try:
        server.login(where.user, where.password)
    except smtplib.SMTPAuthenticationError as error:
        raise TroubleError(f"login {error.smtp_code}") from None
    except smtplib.SMTPNotSupportedError:
        raise TroubleError("login missing") from None


def _envelope(server: smtplib.SMTP, letter: Letter) -> None:
    """From, to, and leave to begin. Raises _EndedError where it is refused."""
    options = []
    if letter.needs_utf8:
        if not server.has_extn("smtputf8"):
            raise _EndedError(Outcome(Verdict.FINAL, "address foreign"))
        options = ["SMTPUTF8", "BODY=8BITMIME"]
        server.command_encoding = "utf-8"
    code, _ = server.mail(letter.sender, options)
    if code // 100 != 2:  # noqa: PLR2004  # SMTP's "all right"
        raise TroubleError(f"sender {code}")
    code, said = server.rcpt(letter.recipient)
    if code // 100 != 2:  # noqa: PLR2004  # as above
        raise _EndedError(_refusal("recipient", code, said))
    code, said = server.docmd("DATA")
    if code != 354:  # noqa: PLR2004  # "start mail input"
        raise _EndedError(_refusal("text", code, said))


def _content(server: smtplib.SMTP, letter: Letter, about_to_end: Callable[[], bool]) -> Outcome:
    content = _DOTS.sub(b"..", letter.content)
    server.send(content if content.endswith(b"\r\n") else content + b"\r\n")
    if not about_to_end() or _is_gone(server):
        raise TroubleError("connection lost")
    try:
        server.send(b".\r\n")
        code, said = server.getreply()
    except (smtplib.SMTPException, OSError):
        return Outcome(Verdict.UNKNOWN, "unanswered")
    if code // 100 == 2:  # noqa: PLR2004  # as above
        return Outcome(Verdict.SENT)
    return _refusal("text", code, said) if code // 100 in {4, 5} else Outcome(Verdict.UNKNOWN, "unanswered")


def _is_gone(server: smtplib.SMTP) -> bool:
    """Whether it has hung up, or says something, which it may not before the dot. So that less is in doubt."""
    if server.sock is None:
        return True
    try:
        server.sock.settimeout(0)
        server.sock.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        server.sock.settimeout(TIMEOUT_S)
        return False
    except OSError:
        return True
    return True


def _refusal(stage: str, code: int, said: bytes) -> Outcome:
    """What a server says no to. 421: it closes, whatever was asked."""
    if code == 421:  # noqa: PLR2004  # "closing transmission channel"
        return Outcome(Verdict.CLOSED, "greeting 421")
    found = _ENHANCED.match(said)
    reason = f"{stage} {code} {found[0].decode()}" if found else f"{stage} {code}"
    if code // 100 == 5:  # noqa: PLR2004  # "for good"
        return Outcome(Verdict.FINAL, reason)
    return Outcome(Verdict.LATER, reason) if code // 100 == 4 else Outcome(Verdict.CLOSED, "connection lost")  # noqa: PLR2004  # "not now"
