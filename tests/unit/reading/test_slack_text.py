"""Slack's escaped text becomes plain words, once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.clean_text import clean
from bot.reading.slack_text import unescape


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("Fish &amp; Chips &lt;3 &gt;", "Fish & Chips <3 >"),
        ("&amp;lt;", "&lt;"),
        ("&lt;@U1&gt; &lt;!channel&gt;", "<@U1> <!channel>"),
        ("&copy; &quot;", "&copy; &quot;"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<mailto:a@b.org>", "a@b.org"),
        ("<tel:+49170|+49 170>", "+49 170"),
        ("<http://x.org|x.org>", "x.org"),
        ("<https://x.org/?a=1&amp;b=2>", "https://x.org/?a=1&b=2"),
        ("<https://evil.example|your bank>", "your bank (https://evil.example)"),
        ("<@U1|ana> and <@W2>", "@ana and @W2"),
        ("<#C1|customers> <#C2>", "#customers #C2"),
        ("<!channel> <!here|here>", "@channel @here"),
        ("<!subteam^S1|@crew>", "@crew"),
        ("<!date^1392734382^{date}|Feb 18, 2014>", "Feb 18, 2014"),
        ("1 < 2", "1 < 2"),
        ("<not ours>", "<not ours>"),
        ("a\x00b\ud83ec", "abc"),
    ],
)
def test_markup_becomes_words(sent: str, words: str) -> None:
    assert unescape(sent) == words


def test_a_mention_without_a_name_is_named_by_the_caller() -> None:
    assert unescape("<@U1> told <@U2|ben>", {"U1": "Ana"}.__getitem__) == "@Ana told @ben"


@given(st.text(st.characters(exclude_categories=["C"])))
def test_what_people_type_arrives_unchanged(typed: str) -> None:
    """Slack escapes three signs; whatever was typed comes out again, and never as a mention."""
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(escaped) == clean(typed)
