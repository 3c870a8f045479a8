"""Of which days a report is, as people type it: "last month", "october", "Q3", "letzter Monat", "el mes pasado".

A length alone ("month") is that long up to today. One of the calendar is named, or is this one or the last one.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import partial

from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.reported import FIRST, LAST, Period
from bot.domain.saying import say
from bot.reading.written_dates import first_of_month, month_called, months_called

_MOST_WORDS = 6
"""So many words name a period: "in the third quarter of 2026" without what stands for nothing."""

_SPELLINGS: Mapping[str, str] = {
    "week": "weeks wk weekly woche wochen wochentlich kw semana semanas semanal",
    "month": "months monthly monat monats monate monatlich mes meses mensual",
    "quarter": "quarters qtr quarterly quartal quartals quartale trimestre trimestres trimestral",
    "day": "days tag tage tagen dia dias",
    "last": "previous prev past letzter letzte letztes letzten voriger vorige voriges vorigen vergangener vergangene"
    " vergangenes vergangenen pasado pasada anterior ultimo ultima ultimos ultimas",
    "this": "current dieser diese dieses diesen aktueller aktuelle aktuelles aktuellen laufender laufende laufendes"
    " laufenden este esta actual",
    "": "the of for in from so far im vom fur fuer den der des die das am el la los las del de en por para bisher",
    "1": "first 1st erster erste erstes ersten primer primera 1er",
    "2": "second 2nd zweiter zweite zweites zweiten segundo segunda 2do",
    "3": "third 3rd dritter dritte drittes dritten tercer tercera tercero 3er",
    "4": "fourth 4th vierter vierte viertes vierten cuarto cuarta 4to",
}
"""A word of ours -> as people write it in three languages, folded; "" is what stands for nothing."""

_MEANT = {spelling: word for word, spellings in _SPELLINGS.items() for spelling in (word, *spellings.split())}
_LENGTHS = {"week": Period.WEEK, "month": Period.MONTH, "quarter": Period.QUARTER}
_OF_CALENDAR = {
    "week": Period.CALENDAR_WEEK,
    "month": Period.CALENDAR_MONTH,
    "quarter": Period.CALENDAR_QUARTER,
}
_AS_LONG = {
    **dict.fromkeys(("7 day", "1 week"), Period.WEEK),
    **dict.fromkeys(("28 day", "4 week"), Period.MONTH),
    **dict.fromkeys(("91 day", "13 week"), Period.QUARTER),
}
_QUARTER = re.compile(r"(?:[qt]|quarter )([1-4])(?: ?(\d{4}))?|(\d{4}) ?q([1-4])|([1-4]) ?(?:q|quarter)(?: (\d{4}))?")
_WEEK = re.compile(r"(?:week |kw|w)(\d{1,2})(?: ?(\d{4}))?|(\d{4}) ?w(\d{1,2})")
_MONTH = re.compile(r"(?:this |last )?([^\W\d_]+)")
_SLIPS_FROM, _LIKENESS = 5, 0.8
"""From so many letters on, and this likeness (difflib's, 0 to 1), an unknown word is a slip of the keyboard."""


@dataclass(frozen=True)
class Said:
    """A period, its last day (None: it goes on today), and the words of the line that are not of it."""

    period: Period
    last: date | None
    others: tuple[str, ...]


def read_period(words: Sequence[str], today: date) -> Said | None:
    """What the first words of a line say, or its last ones; None where they say none.

    Raises NotUnderstoodError for one that has not begun.
    """
    for first, behind in _parts(len(words)):
        if found := _period(words[first:behind], today):
            period, of = found
            if of > today:
                raise NotUnderstoodError(say("These days have not begun yet. Please ask for earlier ones."))
            last = period.ends(of)
            return Said(period, last if last < today else None, (*words[:first], *words[behind:]))
    return None


def _parts(number: int) -> Iterator[tuple[int, int]]:
    """Where words begin and end that may name a period: the longest ones first."""
    for size in range(min(number, _MOST_WORDS), 0, -1):
        yield 0, size
        if size < number:
            yield number - size, number


def _period(words: Sequence[str], today: date) -> tuple[Period, date] | None:
    """The period that these words name whole, and a day of it."""
    written = " ".join(words).casefold().strip(" .,")
    meant = [meaning for word in fold(written).split() if (meaning := _word_meant(word))]
    return _of_length(meant, today) or _named(" ".join(meant), written, today)


def _word_meant(word: str) -> str:
    if word in _MEANT or month_called(word) or len(word) < _SLIPS_FROM:
        return _MEANT.get(word, word)
    close = get_close_matches(word, [*_MEANT, *months_called()], n=1, cutoff=_LIKENESS)
    return _MEANT.get(close[0], close[0]) if close else word


def _of_length(meant: Sequence[str], today: date) -> tuple[Period, date] | None:
    said = " ".join(meant)
    if said in _LENGTHS:
        return _LENGTHS[said], today
    as_long = _AS_LONG.get(" ".join(word for word in meant if word != "last"))
    if as_long:
        return as_long, today
    which, *rest = sorted(meant, key=lambda word: word not in {"last", "this"}) or [""]
    period = _OF_CALENDAR.get(rest[0]) if len(rest) == 1 else None
    if period is None or which not in {"last", "this"}:
        return None
    return period, today if which == "this" else period.begins(today) - timedelta(days=1)


def _named(said: str, written: str, today: date) -> tuple[Period, date] | None:
    """A month, quarter or week by its name: without a year the latest that has begun."""
    said = said.removeprefix("month ")
    if found := _QUARTER.fullmatch(said):
        year, number = found[2] or found[3] or found[6], int(found[1] or found[4] or found[5])
        return _of_year(Period.CALENDAR_QUARTER, year, partial(date, month=3 * number - 2, day=1), today)
    if found := _WEEK.fullmatch(said):
        year, number = found[2] or found[3], int(found[1] or found[4])
        return _of_year(Period.CALENDAR_WEEK, year, partial(date.fromisocalendar, week=number, day=1), today)
    if (found := _MONTH.fullmatch(said)) and (month := month_called(found[1])):
        until = Period.CALENDAR_MONTH.begins(today) - timedelta(days=1) if said.startswith("last ") else today
        return _of_year(Period.CALENDAR_MONTH, None, partial(date, month=month, day=1), until)
    if first := first_of_month(said) or first_of_month(written):
        return _of_year(Period.CALENDAR_MONTH, first[:4], partial(date, month=int(first[5:7]), day=1), today)
    return None


def _of_year(
    period: Period, year: str | None, begins: Callable[[int], date], until: date
) -> tuple[Period, date] | None:
    """A period of this year; without one of the latest in which it begins by this day. None: there is none."""
    try:
        found = begins(int(year) if year else until.year)
        if not year and found > until:
            found = begins(until.year - 1)
    except ValueError:
        return None
    return (period, found) if FIRST <= found <= LAST else None
