"""Text formatting: people's words stay words, at any length; counts as people say them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.errors import Who
from bot.views.errors import refusal
from bot.views.mrkdwn import SECTION_LENGTH, clip, count, escape, inert, quote

BOLD = re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])")
ITALIC_STRUCK_OR_CODE = re.compile(r"(?<!\w)([_~])(?!\s)[^\n]+?(?<!\s)\1(?!\w)|`[^\n]+`")
"""As Slack finds them, and bot/sandbox/page/static/mrkdwn.js."""

WORDS = st.text(st.one_of(st.sampled_from("*_~`<>&|! \n\u2028\rשل@#"), st.characters()), max_size=200)


@given(WORDS)
def test_escaped_words_hold_no_bracket_and_read_back_the_same(words: str) -> None:
    safe = escape(words)

    assert "<" not in safe
    assert ">" not in safe
    assert safe.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == words


@given(WORDS, WORDS)
@example("`0@0", "`0@0")
def test_no_two_signs_of_peoples_words_format_what_stands_between_them(one: str, other: str) -> None:
    shown = f"*{inert(one)}*: {inert(other)}"

    assert [found[1] for found in BOLD.finditer(shown)][:1] in ([inert(one)], [])
    assert not ITALIC_STRUCK_OR_CODE.search(shown)


@pytest.mark.parametrize("words", ["snake_case", "2*3*4", "https://x.org/~ben/_a_", "dana_@x.org", "a - b", "5 * 3"])
def test_signs_within_words_and_addresses_stay_to_be_copied(words: str) -> None:
    assert inert(words) == words


def test_right_to_left_words_do_not_turn_round_what_stands_beside_them() -> None:
    assert inert("דנה (3)") == "\u2068דנה (3)\u2069"
    assert inert("Dana (3)") == "Dana (3)"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\u2028", "\u2029", "\x0b", "\x85"])
def test_no_line_of_a_quotation_leaves_it(end: str) -> None:
    assert quote(f"one{end}two") == ">one\n>two"


@given(st.text(alphabet="<>&a \n", max_size=10_000))
def test_quotation_fits_a_section_and_every_line_is_quoted(words: str) -> None:
    quoted = quote(words)

    assert len(quoted) <= SECTION_LENGTH
    assert all(line.startswith(">") for line in quoted.split("\n"))


@given(st.text(max_size=400), st.integers(min_value=2, max_value=100))
def test_clipped_words_keep_the_length(words: str, length: int) -> None:
    assert len(clip(words, length)) <= length


def test_clipping_says_that_something_is_missing() -> None:
    assert clip("a long text", 8) == "a long…"
    assert clip("short", 8) == "short"


def test_inert_words_stand_on_one_line() -> None:
    assert inert("two\n lines  &\tmore") == "two lines &amp; more"


def test_counts_agree_with_their_noun() -> None:
    assert [count(number, "day") for number in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert count(2, "reply", "replies") == "2 replies"


def test_refusal_names_people_but_no_words_can_name_them_in_it() -> None:
    shown = refusal([Who("U0ANA"), " has <@U0BEN>, <!channel> & \ufdd2U0BEN\ufdd3"]).text

    assert shown == "<@U0ANA> has &lt;@U0BEN&gt;, &lt;!channel&gt; &amp; \ufdd2U0BEN\ufdd3"
