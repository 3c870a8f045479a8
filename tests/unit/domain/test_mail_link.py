"""A link to the mail program says what it was given, and nothing else: whatever is in it, no header is added."""

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mail_link import LINK_LENGTH, mail_link, one_line, several_lines

HOSTILE = st.sampled_from(
    [
        *("\r\nBcc: x@y.example", "?bcc=x@y.example", "&cc=x@y.example", ",x@y.example", "%0d%0a", "%0D%0Abcc:"),
        *("#", "=", " ", "\x0b", "\x85", "\u2028", "\x00", ";", "<x@y.example>", "\udcff", '"', "👩\u200d🚀", "&amp;"),
    ]
)
WORDS = st.lists(st.one_of(st.text(max_size=20), HOSTILE), max_size=6).map("".join)


@given(WORDS, WORDS, WORDS)
def test_whatever_the_words_are_a_link_has_one_address_one_subject_and_one_text(
    address: str, subject: str, text: str
) -> None:
    link = urlsplit(mail_link(address, subject, text))
    fields = parse_qsl(link.query, keep_blank_values=True, strict_parsing=True)

    assert link.scheme == "mailto"
    assert not link.fragment
    assert unquote(link.path) == one_line(address)
    assert not {",", ";", "?", "&"} & set(link.path)
    assert [name for name, _ in fields] == ["subject", "body"]
    assert dict(fields) == {"subject": one_line(subject), "body": several_lines(text).replace("\n", "\r\n")}
    assert mail_link(address, subject, text).isascii()


@given(WORDS)
def test_a_line_for_a_header_has_no_break_and_no_control_sign(text: str) -> None:
    line = one_line(text)
    assert line.splitlines() in ([], [line])
    assert "\x00" not in line
    assert one_line(line) == line


@given(WORDS)
def test_of_a_text_only_breaks_and_tabs_are_left_of_all_control_signs(text: str) -> None:
    left = several_lines(text)
    assert not {chr(code) for code in range(32)} & set(left) - {"\n", "\t"}
    assert several_lines(left) == left


def test_a_family_of_emojis_stays_one() -> None:
    assert one_line("👩\u200d👩\u200d👧 and\r\nall") == "👩\u200d👩\u200d👧 and all"


@pytest.mark.parametrize("text", ["🎉" * 290, "é" * 1_000])
def test_a_link_too_long_for_slack_leaves_the_text_out(text: str) -> None:
    link = mail_link("zoë+x@berg.example", "Thank you", text)
    assert len(link) <= LINK_LENGTH
    assert "body=" not in link
