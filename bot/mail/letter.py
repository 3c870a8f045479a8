"""A letter as bytes for a mail server (RFC 5322), from words that people wrote: nothing in them becomes a header."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from email_validator import EmailNotValidError, validate_email

from bot.domain.mail_link import one_line, several_lines
from bot.domain.mail_server import MailFrom
from bot.domain.mails import Mail, MailKind
from bot.domain.survey_letter import Invitation
from bot.mail.survey_letter import html, plain

_POLICY = policy.SMTP.clone(cte_type="7bit")  # no server needs 8BITMIME for it
_POLICY_UTF8 = policy.SMTPUTF8.clone(cte_type="7bit")


class AddressError(Exception):
    """Mail cannot go to this address, whatever it is; the address is not quoted."""


@dataclass(frozen=True)
class Letter:
    """What is handed to a mail server. `needs_utf8`: an address in it has other letters than ASCII's (RFC 6531)."""

    sender: str
    recipient: str
    content: bytes
    needs_utf8: bool = False


def compose(
    mail: Mail, sender: MailFrom, name: str, reply_to: str, now: datetime, asking: Invitation | None = None
) -> Letter:
    """The letter to a customer of this name. `reply_to`: where answers go, "" where to the sender's address.

    `asking`: what it asks, where it is a survey; its words are made of that.

    Its Message-ID is made from the row's key, so that whoever gets it twice can tell. Raises AddressError.
    """
    recipient, is_ascii = _address(mail.address)
    message = EmailMessage(policy=_POLICY if is_ascii else _POLICY_UTF8)
    message["From"] = _named(sender.name, sender.address)
    message["To"] = _named(name, recipient)
    if reply_to:
        message["Reply-To"] = _named("", _address(reply_to)[0])
    message["Subject"] = _header(mail.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.key}@{sender.domain}>"
    if mail.kind is MailKind.NEWS:
        message["List-Unsubscribe"] = f"<mailto:{sender.address}?subject=unsubscribe>"
    if asking:
        _ask(message, asking, sender)
    else:
        message.set_content(several_lines(mail.text), charset="utf-8", cte="quoted-printable")
    return Letter(sender.address, recipient, message.as_bytes(), needs_utf8=not is_ascii)


def _ask(message: EmailMessage, asking: Invitation, sender: MailFrom) -> None:
    """The answers to press, and how to be left out (RFC 2369; with one press of the mail program's: RFC 8058)."""
    by_mail = f"<mailto:{sender.address}?subject=unsubscribe>"
    if asking.stop_link:
        message["List-Unsubscribe"] = f"<{asking.stop_link}>, {by_mail}"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    else:
        message["List-Unsubscribe"] = by_mail
    message.set_content(several_lines(plain(asking)), charset="utf-8", cte="quoted-printable")
    message.add_alternative(html(asking), subtype="html", charset="utf-8", cte="quoted-printable")


def _named(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(_header(name), local, domain)


def _header(text: str) -> str:
    """Words for a header. The library decodes encoded words (RFC 2047) in what it is given, and could find a break."""
    return one_line(text).replace("=?", "= ?")


def _address(written: str) -> tuple[str, bool]:
    """As a server takes it, and whether all of it is ASCII; a domain with other letters has its ASCII form."""
    try:
        found = validate_email(written, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise AddressError from None
    if found.ascii_email:
        return found.ascii_email, True
    return f"{found.local_part}@{found.ascii_domain}", False
