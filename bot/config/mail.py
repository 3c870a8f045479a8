"""The settings by which mail is sent, read from text. Both raise ValueError with what it must be, never what it was."""

from email.utils import parseaddr
from urllib.parse import parse_qsl, unquote, urlsplit

from email_validator import EmailNotValidError, validate_email

from bot.domain.mail_server import Encryption, MailFrom, MailServer

EXAMPLE = "smtp://user:secret@mail.example:587"

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_USUAL = {"smtp": 587, "smtps": 465}
"""Scheme -> port: submission with STARTTLS (RFC 6409) and with TLS from the beginning (RFC 8314)."""

_LONGEST_NAME = 100


def server(text: str | MailServer | None) -> MailServer | None:
    """A mail server by its address; empty means that Rapport sends no mail.

    User and password are percent-encoded. Over smtp:// STARTTLS is required, but for this machine, and where the
    address ends with ?starttls=no.
    """
    if not isinstance(text, str):
        return text
    try:
        return _server(text.strip()) if text.strip() else None
    except (ValueError, UnicodeError):
        raise ValueError(
            f"must be an address such as {EXAMPLE}, with signs like @ or / in user and password as %40 or %2F"
        ) from None


def _server(text: str) -> MailServer:
    parts, options = urlsplit(text), dict(parse_qsl(urlsplit(text).query, strict_parsing=bool(urlsplit(text).query)))
    starttls = options.pop("starttls", "")
    host = parts.hostname
    user, password = (_decoded(part or "") for part in (parts.username, parts.password))
    wrong = [
        parts.scheme not in _USUAL, not host, parts.path not in {"", "/"}, bool(parts.fragment), bool(options),
        starttls not in {"", "yes", "no"}, bool(starttls) and parts.scheme == "smtps", bool(user) != bool(password),
        not text.isprintable() or " " in text,
    ]  # fmt: skip  # a list to read
    if host is None or any(wrong):
        raise ValueError
    if parts.scheme == "smtps":
        encryption = Encryption.TLS
    else:
        is_open = starttls == "no" or (host in _HERE and starttls != "yes")
        encryption = Encryption.NONE if is_open else Encryption.STARTTLS
    return MailServer(host, parts.port or _USUAL[parts.scheme], encryption, user, password)


def _decoded(part: str) -> str:
    value = unquote(part, errors="strict")
    if not value.isprintable():
        raise ValueError
    return value


def sender(text: str | MailFrom | None) -> MailFrom | None:
    """Who letters are from, by name and address; empty means nobody."""
    if not isinstance(text, str):
        return text
    if not text.strip():
        return None
    name, address = parseaddr(text.strip())
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True, allow_smtputf8=False)
    except EmailNotValidError:
        found = None
    if found is None or not found.ascii_email or not text.strip().isprintable() or len(name) > _LONGEST_NAME:
        raise ValueError("must be an address with a name, such as Harbour Kitchen <hello@harbour.example>")
    return MailFrom(name, found.ascii_email)
