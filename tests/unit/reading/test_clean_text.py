"""Text from outside: every ordinary sign of every script stays, and what no person types is gone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.clean_text import MOST_MARKS, clean
from tests.odd_text import ORDINARY, TRICKS, is_odd, texts


@given(texts())
def test_nothing_odd_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    cleaned = clean(text)

    assert not is_odd(cleaned), ascii(cleaned)
    assert clean(cleaned) == cleaned


@given(st.lists(st.sampled_from(ORDINARY), max_size=6).map(" ".join))
def test_words_of_every_script_and_every_emoji_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_letters_figures_and_signs_stay(text: str) -> None:
    assert clean(text) == text.translate(dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\ufffc")))


@given(st.lists(st.sampled_from(ORDINARY), min_size=1, max_size=4), st.sampled_from(TRICKS), st.integers(0, 4))
def test_a_trick_between_words_takes_no_word_with_it(words: list[str], trick: str, at: int) -> None:
    typed = " ".join([*words[:at], f" {trick} ", *words[at:]])

    assert [word for word in clean(typed).split() if word in ORDINARY] == words


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_end_of_a_line_is_a_newline(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize(
    ("tricky", "plain"),
    [
        ("D\u200dana", "Dana"),
        ("Da\ufe0fna", "Dana"),
        ("Da\u200bna", "Dana"),
        ("D\xadana", "Dana"),
        ("Dana\u200e", "Dana"),
        ("\u202eanaD\u202c", "anaD"),
        ("\u2067Dana", "Dana"),
        ("Dana\U000e0041\U000e0042", "Dana"),
        ("\ufeff\u3164\u2060", ""),
        ("☕\ufe0f\ufe0f\ufe0f", "☕\ufe0f"),
        ("☕\u200dDana", "☕Dana"),
        ("Dana\u200d☕", "Dana☕"),
        ("☕\u200d", "☕"),
        ("Dana \ufe0f☕", "Dana ☕"),
        ("e\u0301\ufe0f", "e\u0301"),
        ("葛\U000e0100\U000e0101城", "葛\U000e0100城"),
        ("\ufdd2U0BEN\ufdd3", "U0BEN"),
        ("Dana\x00\ud83d", "Dana"),
    ],
)
def test_what_is_not_seen_makes_no_other_name(tricky: str, plain: str) -> None:
    assert clean(tricky) == plain


def test_right_to_left_words_keep_their_direction_marks() -> None:
    assert clean("שלום\u200f!") == "שלום\u200f!"


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0e49", "\u05b0"])
def test_marks_do_not_pile_up_on_a_letter(mark: str) -> None:
    piled = clean("Z" + mark * 500 + "oe")

    assert piled == "Z" + mark * MOST_MARKS + "oe"
    assert unicodedata.category(mark) in {"Mn", "Me"}
