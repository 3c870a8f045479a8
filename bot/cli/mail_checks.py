"""What `rapport doctor` looks at of the mail server: whether it lets us in, and takes letters from our address."""

from collections.abc import Iterator

from bot.cli.findings import Finding, fine, mend, note
from bot.config import Settings
from bot.domain.mail_reasons import in_words
from bot.domain.mail_server import Encryption, Sending
from bot.mail.delivery import TroubleError, check_sender, connected

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})

_MENDING = {
    "connection": "Check host and port in RAPPORT_SMTP_URL, and whether this machine may reach them.",
    "greeting": "Try again later, or ask whoever runs it.",
    "tls": "Check host and port in RAPPORT_SMTP_URL: smtps:// is for 465, smtp:// for 587.",
    "login": "Check user and password in RAPPORT_SMTP_URL; signs like @ or / are written %40 or %2F.",
    "sender": "Set RAPPORT_MAIL_FROM to an address that this user may send from.",
}


def mail(chosen: Settings) -> Iterator[Finding]:
    """Nothing where no mail server is set up. No letter is sent."""
    if chosen.smtp_url is None:
        return
    sending = chosen.sending
    if sending is None:
        yield note("RAPPORT_SMTP_URL is not used: one process for many workspaces sends no mail")
        return
    if sending.server.encryption is Encryption.NONE and sending.server.host not in _HERE:
        yield note("The way to the mail server is not encrypted", "Take ?starttls=no out of RAPPORT_SMTP_URL.")
    yield _reached(sending)


def _reached(sending: Sending) -> Finding:
    try:
        with connected(sending) as server:
            check_sender(server, sending.sender.address)
    except TroubleError as error:
        why = in_words(error.reason)
        return mend(f"No letter can be sent: {why}", _MENDING[error.reason.partition(" ")[0]])
    way = "" if sending.server.encryption is Encryption.NONE else f", over {sending.server.encryption}"
    return fine(f"The mail server takes letters from RAPPORT_MAIL_FROM{way}")
