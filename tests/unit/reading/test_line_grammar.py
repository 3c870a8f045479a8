"""Any line has every option in effect and every other word in its text, or is asked about with all of it kept."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.people import Person, Role, called
from bot.reading.dates import DateWords
from bot.reading.line import Line, read_line
from bot.reading.option_value import Readers
from bot.reading.options import options_of
from tests import line_grammar as grammar
from tests.line_grammar import COMMANDS, PEOPLE, RISKY, TAGS, TODAY, Piece

TEAM = [
    Person("U0ANA", "Ana Silva", handle="ana"),
    Person("U0BEN", "Ben Okafor", handle="ben"),
    Person("U0CARA", "Cara Diaz", handle="cara"),
    Person("U0GUS", "Gus Guest", handle="gus", role=Role.GUEST),
]
HANDLES = {person.id: person.handle for person in TEAM}
READERS = Readers(
    DateWords(TODAY, "en-GB"),
    lambda name: called(TEAM, name),
    "U0ANA",
    lambda user: HANDLES.get(user, user),
    is_tag=lambda words: (
        " " not in words
    ),  # so that none of them may go on: tests/scenarios/test_lines_asked.py has those
    categories=lambda: ("delivery", "Late food"),
)


def read(pieces: list[Piece], command: str) -> Line:
    return read_line(grammar.line(pieces), command, READERS)


def kept_words(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := word.strip(",;"))]


def in_effect(line: Line, piece: Piece) -> bool:
    return piece.value in line.tags if piece.key == "tag" else line.options.get(piece.key) == piece.value


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=60)
@given(data=st.data())
def test_words_and_options_in_any_spelling_and_order_are_understood(command: str, data: st.DataObject) -> None:
    words, options = data.draw(grammar.words()), data.draw(grammar.own_options(command))
    line = read(data.draw(grammar.shuffled(words, options)), command)

    assert line.doubts == ()
    assert line.customer == "Greta Oyelaran"
    assert all(in_effect(line, option) for option in options)
    assert set(line.options) == {option.key for option in options} - {"tag"}
    assert sorted(kept_words(line.text)) == sorted(kept_words(" ".join(word.typed for word in words)))


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=60)
@given(data=st.data())
def test_what_does_not_read_is_asked_about_and_never_replaced_by_a_default(command: str, data: st.DataObject) -> None:
    words, bad = data.draw(grammar.words()), data.draw(grammar.unreadable(command))
    options = [one for one in data.draw(grammar.own_options(command)) if one.key != bad.key]
    line = read(data.draw(grammar.shuffled(words, options, [bad])), command)

    assert line.doubts
    assert bad.key not in line.options
    assert all(in_effect(line, option) for option in options)
    left = kept_words(" ".join(word.typed for word in words))
    assert all(word in kept_words(line.text) for word in left)
    assert_all_is_kept(line, [*words, *options, bad])


@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=60)
@given(data=st.data())
def test_any_line_is_in_effect_or_asked_about_and_there_is_no_third_outcome(command: str, data: st.DataObject) -> None:
    words = data.draw(grammar.words(*RISKY))
    others = data.draw(st.lists(st.sampled_from((*PEOPLE, *TAGS)).map(Piece), max_size=3))
    options = data.draw(grammar.own_options(command))
    bad = data.draw(st.lists(grammar.unreadable(command), max_size=1))
    pieces = data.draw(grammar.shuffled(words, others, options, bad))
    line = read(pieces, command)

    assert_all_is_kept(line, pieces)
    if line.doubts:
        return
    assert not bad
    for option in options:
        assert option.key in line.options or option.key == "tag"
    given_to, said = line.options.get("for"), f"{line.day_words} {line.hour}"
    of_value = False
    for piece in pieces:
        bare = re.sub(r"<[@#]\w+\|?(\w*)>", r"\1", piece.typed).strip("@#,")
        is_there = bare in line.text or bare in said or bare in line.tags
        of_value = bool(piece.key) or (of_value and not is_there)  # a value goes on only right after its option
        assert is_there or of_value or (piece.typed in PEOPLE and given_to)


def assert_all_is_kept(line: Line, pieces: list[Piece]) -> None:
    """The whole line is there to be shown, whatever became of it."""
    for piece in pieces:
        for word in re.sub(r"<[@#]\w+\|?\w*>", "", piece.typed).split():
            assert word in line.typed


def test_every_option_of_a_line_is_tried() -> None:
    assert {option.value for command in COMMANDS for option in options_of(command)} <= set(grammar.VALUES)
