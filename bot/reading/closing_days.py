"""A stretch of days on which a team is closed, as it is typed: "24 Dec", "24-26 Dec", "14 Aug - 21 Aug 2027"."""

import re
from collections.abc import Iterator

from bot.domain.closing_days import Closing, YearlyDay
from bot.domain.errors import NotUnderstoodError
from bot.reading.written_dates import read_written_day

_BETWEEN = re.compile(r" (?:-|to|until|till|bis|al?|hasta) |/|-")
_EACH_YEAR = re.compile(r",? \(?(?:each|every) year\)?$")
_ALONE = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)?")
_LATEST = 2099
"""A year of two figures is one of this century."""


def closing_code(typed: str) -> str | None:
    """The code of a stretch (bot/domain/closing_days.py); None: these words are none, or can be two days."""
    words = re.sub("[\N{EN DASH}\N{EM DASH}]", "-", " ".join(typed.casefold().split()))
    words = _EACH_YEAR.sub("", words)
    try:
        return next((Closing.between(*ends).code for ends in _ends(words)), None)
    except ValueError:
        return None


def _ends(words: str) -> Iterator[tuple[YearlyDay, YearlyDay]]:
    """First and last day, in every way in which these words can be cut into two; before those the one day they are."""
    if day := _day(words):
        yield day, day
    for cut in _BETWEEN.finditer(words):
        first, last = words[: cut.start()].removeprefix("from "), _day(words[cut.end() :])
        if last and _ALONE.fullmatch(first):
            yield (last[0], last[1], int(re.sub(r"\D", "", first))), last
        elif last and (day := _day(first)):
            yield day, last


def _day(words: str) -> YearlyDay | None:
    if words.isdigit():  # a number of a spreadsheet is a day there, and none here
        return None
    try:
        found = read_written_day(words, "day first" if "." in words else "mixed", latest=_LATEST)
    except NotUnderstoodError:
        return None
    return (found.year, found.month, found.day) if found else None
