"""The settings by which mail is sent: read whole, or refused with what they must be and never with what was in them."""

import pytest

from bot.config import ConfigError, Settings, load, mail
from bot.domain.mail_server import Encryption, MailFrom, MailServer


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, Encryption.STARTTLS)),
        ("smtps://mail.example", MailServer("mail.example", 465, Encryption.TLS)),
        ("smtp://a%40b.example:p%2Fw%3A%25@mail.example:2525",
         MailServer("mail.example", 2525, Encryption.STARTTLS, "a@b.example", "p/w:%")),
        ("smtp://localhost:1025", MailServer("localhost", 1025, Encryption.NONE)),
        ("smtp://localhost?starttls=yes", MailServer("localhost", 587, Encryption.STARTTLS)),
        ("smtp://relay.lan:25?starttls=no", MailServer("relay.lan", 25, Encryption.NONE)),
        ("smtp://[::1]:25", MailServer("::1", 25, Encryption.NONE)),
        ("", None),
        ("  ", None),
    ],
)  # fmt: skip  # a case a line
def test_an_address_of_a_mail_server_is_read(text: str, server: MailServer | None) -> None:
    assert mail.server(text) == server


@pytest.mark.parametrize(
    "text",
    [
        *("mail.example", "http://mail.example", "smtp://", "smtp://user@mail.example", "smtp://mail.example:port"),
        *("smtp://mail.example:99999", "smtp://mail.example/inbox", "smtp://mail.example?tls=no", "smtp://a b.example"),
        *("smtps://mail.example?starttls=no", "smtp://mail.example?starttls=maybe", "smtp://u:p%0d%0a@mail.example"),
        *("smtp://:secret@mail.example", "smtp://mail.example#x", "smtp://mail.exam\nple", "smtp://mail.example?x"),
    ],
)
def test_what_is_none_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="must be an address such as") as refused:
        mail.server(text)
    assert "secret@mail.example:587" in str(refused.value)
    assert text in mail.EXAMPLE or text not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Harbour Kitchen <hello@harbour.example>", MailFrom("Harbour Kitchen", "hello@harbour.example")),
        ('"Kitchen, Harbour" <hello@harbour.example>', MailFrom("Kitchen, Harbour", "hello@harbour.example")),
        ("hello@harbour.example", MailFrom("", "hello@harbour.example")),
        ("Café <hello@bücher.example>", MailFrom("Café", "hello@xn--bcher-kva.example")),
    ],
)
def test_a_from_address_is_read(text: str, sender: MailFrom) -> None:
    assert mail.sender(text) == sender


@pytest.mark.parametrize("text", ["Harbour", "a@b@c", "x <y>", "A <a@b.example>\r\nBcc: c@d.example", "zoë@b.example"])
def test_what_is_no_from_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be an address with a name"):
        mail.sender(text)


def test_a_server_wants_a_from_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_SMTP_URL", "smtp://user:hush@mail.example")
    with pytest.raises(ConfigError, match="RAPPORT_MAIL_FROM is missing, and RAPPORT_SMTP_URL is set") as refused:
        load("none")
    assert "hush" not in str(refused.value)


def test_the_password_is_in_no_representation_of_the_settings() -> None:
    server = mail.server("smtp://user:hush@mail.example")
    assert "hush" not in repr(Settings(smtp_url=server, mail_from=MailFrom("", "a@b.example")))


def test_one_process_for_many_workspaces_sends_no_mail() -> None:
    server, sender = mail.server("smtp://mail.example"), MailFrom("", "a@b.example")
    assert Settings(smtp_url=server, mail_from=sender).sending is not None
    many = Settings(need="none", smtp_url=server, mail_from=sender).model_copy(update={"need": "many"})
    assert many.sending is None
