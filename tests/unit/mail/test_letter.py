"""Whatever people wrote, a letter has the headers that it is to have and no other."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mail_link import one_line, several_lines
from bot.domain.mails import Mail, MailKind
from bot.mail.letter import AddressError, compose
from tests.mail_server import SENDER

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
USUAL = {"from", "to", "subject", "date", "message-id", "content-type", "content-transfer-encoding", "mime-version"}
HOSTILE = st.sampled_from(
    [
        *("\r\nBcc: x@y.example", "\nSubject: other", "\r", "?bcc=", ", x@y.example", "<x@y.example>", '"', "\\", ";"),
        *("\x00", "\x0b", "\x85", "\u2028", "=?utf-8?q?=0D=0ABcc:_x?=", "\r\n\r\n", "\r\n.\r\n", "(", "@", "é", "🎉"),
    ]
)
WORDS = st.lists(st.one_of(st.text(max_size=30), HOSTILE), max_size=8).map("".join)


def mail(address: str = "dana@x.org", subject: str = "Hi", text: str = "Hello", kind: MailKind = MailKind.NOTE) -> Mail:
    return Mail(1, "k" * 32, 1, 1, kind, "U0ANA", NOW, address, "", subject, text, NOW, "UTC", NOW, NOW)


@given(WORDS, WORDS, WORDS)
def test_no_word_of_a_name_subject_or_text_becomes_a_header(name: str, subject: str, text: str) -> None:
    letter = compose(mail(subject=subject, text=text), SENDER, name, "", NOW)
    read = message_from_bytes(letter.content, policy=policy.default)

    assert {key.lower() for key in read} == USUAL
    assert len(list(read)) == len(USUAL)
    assert [one.addr_spec for one in read["To"].addresses] == ["dana@x.org"]
    body = read.get_content()
    assert body.replace("\r\n", "\n").rstrip("\n") == several_lines(text).rstrip("\n")
    assert all(len(line) <= 998 for line in letter.content.split(b"\r\n"))
    assert letter.content.isascii()


@pytest.mark.parametrize("subject", ["Happy birthday, Zoë 🎉!", "a, b; c", "x" * 150, "Ñandú " * 20])
def test_a_subject_arrives_as_it_was_written(subject: str) -> None:
    read = message_from_bytes(compose(mail(subject=subject), SENDER, "Dana", "", NOW).content, policy=policy.default)
    assert read["Subject"] == one_line(subject)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dana",
        "dana@x.org\r\nRCPT TO:<a@b.org>",
        "a@x.org,b@x.org",
        "dana@x.org?bcc=y@z.org",
        "<a@x.org>",
        "a b@x.org",
    ],
)
def test_what_is_no_address_gets_no_letter(address: str) -> None:
    with pytest.raises(AddressError):
        compose(mail(address), SENDER, "Dana", "", NOW)


@pytest.mark.parametrize(
    ("address", "recipient"),
    [("zoe@bücher.example", "zoe@xn--bcher-kva.example"), ("zoë@x.org", "zoë@x.org")],
)
def test_other_letters_go_as_servers_take_them(address: str, recipient: str) -> None:
    letter = compose(mail(address), SENDER, "Zoë", "", NOW)
    assert (letter.recipient, letter.needs_utf8) == (recipient, not recipient.isascii())


def test_news_say_how_to_be_left_out_and_others_do_not() -> None:
    news = message_from_bytes(compose(mail(kind=MailKind.NEWS), SENDER, "Dana", "", NOW).content, policy=policy.default)
    wishes = message_from_bytes(compose(mail(), SENDER, "Dana", "", NOW).content, policy=policy.default)
    assert news["List-Unsubscribe"] == "<mailto:hello@harbour.example?subject=unsubscribe>"
    assert wishes["List-Unsubscribe"] is None
