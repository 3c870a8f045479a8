"""When somebody is away, in the words in which people write it."""

from datetime import date

import pytest

from bot.reading.away import SaidAway, read_away
from bot.reading.doubts import DoubtError

FRIDAY = date(2026, 11, 27)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("words", "first", "back_on"),
    [
        ("until monday", FRIDAY, day(11, 30)),
        ("bis Montag", FRIDAY, day(11, 30)),
        ("hasta el lunes", FRIDAY, day(11, 30)),
        ("until Monday please", FRIDAY, day(11, 30)),
        ("I'm away until Monday!", FRIDAY, day(11, 30)),
        ("im on holiday from 24 dec til 2 jan :)", day(12, 24), day(1, 2, 2027)),
        ("OOO until monday :palm_tree:, thanks!", FRIDAY, day(11, 30)),
        ("till 4 Dec", FRIDAY, day(12, 4)),
        ("back on tuesday", FRIDAY, day(12, 1)),
        ("back wed", FRIDAY, day(12, 2)),
        ("through tuesday", FRIDAY, day(12, 2)),
        ("24 Dec to 2 Jan", day(12, 24), day(1, 3, 2027)),
        ("from 24 Dec to 2 Jan", day(12, 24), day(1, 3, 2027)),
        ("24 Dec - 2 Jan", day(12, 24), day(1, 3, 2027)),
        ("24-27 Dec", day(12, 24), day(12, 28)),
        ("24 \u2013 27 december", day(12, 24), day(12, 28)),
        ("from 24 Dec until 2 Jan", day(12, 24), day(1, 2, 2027)),
        ("monday to wednesday", day(11, 30), day(12, 3)),
        ("mon-wed", day(11, 30), day(12, 3)),
        ("tues and weds", day(12, 1), day(12, 3)),
        ("tues to weds", day(12, 1), day(12, 3)),
        ("mon, tue and wed", day(11, 30), day(12, 3)),
        ("mon/tue", day(11, 30), day(12, 2)),
        ("today & tomorrow", FRIDAY, day(11, 29)),
        ("24th, 25th and 26th december", day(12, 24), day(12, 27)),
        ("between mon and thurs", day(11, 30), day(12, 4)),
        ("today", FRIDAY, day(11, 28)),
        ("sick today", FRIDAY, day(11, 28)),
        ("out tomorrow", day(11, 28), day(11, 29)),
        ("monday", day(11, 30), day(12, 1)),
        ("on 24 Dec", day(12, 24), day(12, 25)),
        ("thursday, 3 december", day(12, 3), day(12, 4)),
        ("until thursday, 3 december", FRIDAY, day(12, 3)),
        ("2026-12-24 to 2027-01-02", day(12, 24), day(1, 3, 2027)),
        ("for 3 days", FRIDAY, day(11, 30)),
        ("a week", FRIDAY, day(12, 4)),
        ("from monday for two weeks", day(11, 30), day(12, 14)),
        ("next week", day(11, 30), day(12, 7)),
        ("this week", FRIDAY, day(11, 30)),
    ],
)
def test_these_days_are_read(words: str, first: date, back_on: date) -> None:
    assert read_away(words, FRIDAY) == SaidAway(first, back_on)


def test_where_only_the_beginning_is_said_the_end_is_left_to_ask() -> None:
    assert read_away("from monday", FRIDAY) == SaidAway(day(11, 30), None)
    assert read_away("sick", FRIDAY) == SaidAway(FRIDAY, None)


@pytest.mark.parametrize("words", ["for ever", "a while", "until the cows come home", "xyz", "-", "to", "until"])
def test_other_words_name_no_days(words: str) -> None:
    assert read_away(words, FRIDAY) is None


@pytest.mark.parametrize("words", ["until 30 Feb", "until next friday", "24 Dec to 31 Nov", "yesterday", "wed and fri"])
def test_a_day_that_cannot_be_meant_is_asked_about(words: str) -> None:
    with pytest.raises(DoubtError):
        read_away(words, date(2026, 11, 24))
