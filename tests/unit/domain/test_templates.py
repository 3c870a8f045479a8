"""Templates: what is left out where nothing is known, what cannot be filled in, and which one is chosen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import RapportError
from bot.domain.shipped_templates import SHIPPED, shipped
from bot.domain.templates import (
    FIELDS,
    FILLED_LENGTH,
    Occasion,
    Template,
    after,
    check,
    chosen,
    fill,
    is_broken,
    usable,
)

KNOWN = {"first_name": "Jo", "company": "Berg & Co", "sender": "Ana"}
EVERYTHING = dict.fromkeys(FIELDS, "x")


def template(words: str, subject: str = "Thank you", key: str = "own-1", **more: str) -> Template:
    return Template(key, Occasion.BY_HAND, subject, words, more.get("language", ""))


def refusal(words: str, subject: str = "Thank you") -> str:
    with pytest.raises(RapportError) as error:
        check(template(words, subject))
    return str(error.value.sentence)


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        ("Dear {first_name},", "Dear Jo,"),
        ("Dear { First Name },", "Dear Jo,"),
        ("Hello[ and {detail}], Jo", "Hello, Jo"),
        ("Hello[ at {company}]", "Hello at Berg & Co"),
        ("Hello\n\n{detail}\n\nAna", "Hello\n\nAna"),
        ("{detail} and more\nAna", "Ana"),
        ("[sic] and {sender}", "[sic] and Ana"),
        ("", ""),
        ("{detail}", ""),
    ],
)
def test_what_is_not_known_is_left_out_with_its_brackets_or_its_line(words: str, filled: str) -> None:
    assert fill(words, KNOWN) == filled


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{frist_name}", "Did you mean {first_name}?"),
        ("{customer.__class__}", "I don't know the field {customer.__class__}"),
        ("{0}", "I don't know the field {0}"),
        ("{first_name!r}", "I don't know the field"),
        ("{}", "I don't know the field {}"),
        ("{{first_name}}", "without its other half"),
        ("{first_name", "without its other half"),
        ("first_name}", "without its other half"),
        ("[ at {company}", "square bracket"),
        ("[a [b {company}]]", "square bracket"),
        ("x" * 3_000, "3,000 characters"),
        ("  \n ", "There are no words"),
    ],
)
def test_what_cannot_be_filled_in_is_told(words: str, said: str) -> None:
    assert said in refusal(words)


def test_both_fields_are_told_at_once() -> None:
    with pytest.raises(RapportError) as error:
        check(template("{a}", subject=""))
    assert set(error.value.by_field) == {"subject", "words"}


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.key)
def test_each_shipped_one_can_be_filled_with_nothing_known_but_who(one: Template) -> None:
    check(one)
    filled = fill(one.words, {"first_name": "Jo", "sender": "Ana", "reason": "for the cake"})
    assert filled.startswith(("Dear Jo,\n\n", "Hello Jo,\n\n", "Guten Tag Jo,\n\n", "Hola Jo,\n\n"))
    assert filled.endswith(",\nAna")
    assert not set("{}[]") & set(filled)
    assert filled.count("\n\n") >= 2  # something is said


def test_each_occasion_has_three_and_no_key_is_there_twice() -> None:
    assert all(len([one for one in shipped(occasion) if not one.language]) == 3 for occasion in Occasion)
    assert len({one.key for one in SHIPPED}) == len(SHIPPED)


@given(st.text(alphabet="{}[] \nabfirst_name.!<>@", max_size=80))
def test_whatever_is_written_is_refused_or_filled_in(words: str) -> None:
    """And what was accepted has no field left in it."""
    one = template(words)
    if is_broken(one):
        assert fill(words, EVERYTHING) is not None
    else:
        assert not set("{}") & set(fill(words, EVERYTHING))


@given(st.text(max_size=60))
def test_what_is_filled_in_is_not_read_again(value: str) -> None:
    assert fill("{name}", {"name": f"a{value}z", "sender": "NO"}) == f"a{value}z".strip()


def test_a_note_never_outgrows_its_field() -> None:
    assert len(fill("{name}" * 200, {"name": "n" * 200})) == FILLED_LENGTH


# Which one


def test_a_broken_one_is_as_it_was_shipped_and_a_broken_one_of_their_own_is_left_out() -> None:
    first, *others = shipped(Occasion.BY_HAND)
    broken = replace(first, words="{gone}")
    found = usable([broken, *others, template("{gone}")], shipped(Occasion.BY_HAND), "")
    assert found == [first, *others]


def test_where_none_is_in_use_the_shipped_ones_are() -> None:
    off = [replace(one, is_used=False) for one in shipped(Occasion.BY_HAND)]
    assert usable(off, shipped(Occasion.BY_HAND), "German") == shipped(Occasion.BY_HAND)


def test_a_customers_language_is_preferred_and_another_one_never_used() -> None:
    german = template("Danke, {first_name}", language="German")
    ours = shipped(Occasion.BY_HAND)
    assert usable([*ours, german], ours, "German") == [german]
    assert usable([*ours, german], ours, "Portuguese") == ours


@given(st.integers(0, 10**9), st.integers(1, 6), st.integers(0, 6))
def test_the_same_words_never_come_twice_in_a_row_where_there_are_others(number: int, count: int, last: int) -> None:
    there = [template("x", key=f"own-{one}") for one in range(count)]
    first = chosen(there, number, f"own-{last}")
    assert first == chosen(there, number, f"own-{last}")
    assert first.key != f"own-{last}" or count == 1
    seen = {first.key}
    for _ in range(count - 1):
        first = after(there, first.key)
        seen.add(first.key)
    assert len(seen) == count
