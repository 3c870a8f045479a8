"""Text formatting: people's words stay words, at any length; counts as people say them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.views.errors import refusal
from bot.views.mrkdwn import SECTION_LENGTH, clip, count, escape, inert, quote


@given(st.text(max_size=500))
def test_escaped_words_hold_no_bracket_and_read_back_the_same(words: str) -> None:
    safe = escape(words)

    assert "<" not in safe
    assert ">" not in safe
    assert safe.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == words


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


def test_refusal_names_people_but_nobody_can_name_themselves_into_it() -> None:
    shown = refusal("<@U0BEN> and <!channel> & co").text

    assert shown == "&lt;@U0BEN&gt; and &lt;!channel&gt; &amp; co"
