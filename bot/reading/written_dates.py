"""Days as people, spreadsheets and address books write them: "14 March 1980", "14-Mar-80", "3/14/80", "--0314", 29293.

Read without a guess: whether 03/04 is a day of April or of March is for the caller to say, who knows the reader's
country or the whole column. Month names in English, German, French, Spanish, Portuguese, Italian and Dutch.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say

DateOrder = Literal["day first", "month first", "mixed"]
"""What 03/04 means: 3 April, 4 March, or nobody knows ("mixed": a column that has both)."""

MONTH_FIRST = frozenset({"US"})
"""Countries that write the month first (CLDR, the short date pattern M/d/yy)."""

SOME_LEAP_YEAR = 2000
CENTURY = 2000
OLDEST_YEAR = 1900
"""Four figures from here on are a year alone, not a day and a month."""

MONTHS, LONGEST_MONTH = 12, 31

SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet, as far as its dates after February 1900 go (ECMA-376 part 1, 18.17.4.1)."""

_MONTHS = (
    "january jan januar janvier enero ene janeiro gennaio gen januari",
    "february feb februar février fevrier fév fev febrero fevereiro febbraio februari",
    "march mar märz marz maerz mär mrz mars marzo março marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre setembro set settembre",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(
    r"(?<=\d)(?:t| |, )\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$"
)
_YEAR = r"'?\d{2}(?:\d{2})?"
_NAME = "(?P<name>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\.?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
_OF = r"(?:[ -/]|(?<=[.º°a-z0-9]))(?:of |de |di |do )?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})\.?",  # 1980-03-14
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",  # 19800314, vCard 3.0
        r"--(?P<month>\d{1,2})-?(?P<day>\d{1,2})",  # --03-14, vCard 4.0 and Google
        rf"(?P<first>\d{{1,2}})(?P<sign>[-/.]) ?(?P<second>\d{{1,2}})(?:(?P=sign) ?(?P<year>{_YEAR})?)?",
        r"(?P<first>\d{2})(?P<second>\d{2})",  # 0314
        rf"{_NUMBER}{_OF}{_NAME}(?:(?:,? |[-/]| de |(?<=\.))(?:del? )?(?P<year>{_YEAR}))?",
        rf"{_NAME}[ -]?{_NUMBER}(?:(?:,? |[-/]|,)(?P<year>{_YEAR}))?",
    )
)
_MONTH_NAMED = re.compile(rf"{_NAME}(?:[-/ ](?P<year>(?:19|20)\d\d)|(?:[-/]| ?')(?P<short>\d\d))")
_MONTH_FIGURES = re.compile(
    r"(?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)|(?P<first>(?:19|20)\d\d)[-/](?P<last>\d{1,2})"
)
_FIGURES = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})(?:\2|$)|(\d\d)(\d\d)$")


@dataclass(frozen=True)
class WrittenDay:
    """A day of the calendar; `year` is None where none was written."""

    month: int
    day: int
    year: int | None = None


def order_of(words: str, locale: str) -> DateOrder:
    """The order of day and month in these words where this locale ("en-GB") is at home; with dots the day is first."""
    if re.match(r"\s*\d+\.", words):
        return "day first"
    return "month first" if locale.replace("_", "-").rpartition("-")[2].upper() in MONTH_FIRST else "day first"


def order_of_column(cells: Iterable[str]) -> DateOrder | None:
    """What a whole column says: 25/12 can only be day first. "mixed" where it has both, None where it has neither."""
    pairs = [figures for cell in cells if (figures := _figures(cell))]
    day_first = any(first > MONTHS >= second for first, second in pairs)
    month_first = any(second > MONTHS >= first for first, second in pairs)
    if day_first and month_first:
        return "mixed"
    return "day first" if day_first else "month first" if month_first else None


def has_two_readings(cell: str) -> bool:
    """Whether these are figures of which either may be the month ("03/04/1980", but not "04/04/1980")."""
    figures = _figures(cell)
    return figures is not None and max(figures) <= MONTHS and figures[0] != figures[1]


def read_written_day(words: str, order: DateOrder, *, latest: int) -> WrittenDay | None:
    """The day these words write out, None where they write none.

    `latest`: a year of two digits is the last such year up to it. Raises NotUnderstoodError for a day that is in no
    calendar ("29/02/1981"), or that an order "mixed" leaves open.
    """
    plain, weekday = _without_weekday(_TIME.sub("", _plain(words)))
    if serial := re.fullmatch(r"([1-6]\d{4})(?:\.0)?", plain):
        counted = SERIAL_ZERO + timedelta(days=int(serial[1]))
        return WrittenDay(counted.month, counted.day, counted.year)
    form = next(filter(None, (form.fullmatch(plain) for form in _FORMS)), None)
    if not form or _is_year(plain, latest):
        return None
    found = form.groupdict()
    month, day = _month_and_day(found, order, words)
    if not (1 <= month <= MONTHS and 1 <= day <= LONGEST_MONTH):
        return None
    written = WrittenDay(month, day, _four_digits(found.get("year"), latest))
    _check(written)
    return written if _falls_on(written, weekday) else None


def first_of_month(words: str) -> str:
    """The first day of a month of a year ("Mar-24", "March 2024", "2024-03", "03/2024"), as 2024-03-01; else "".

    A year of two figures is one of this century, and behind a blank ("Mar 24") a day.
    """
    plain = _plain(words)
    if named := _MONTH_NAMED.fullmatch(plain):
        month, year = _MONTH_OF[named["name"]], int(named["short"] or named["year"])
    elif figures := _MONTH_FIGURES.fullmatch(plain):
        month, year = int(figures["month"] or figures["last"]), int(figures["year"] or figures["first"])
    else:
        return ""
    return f"{year + (CENTURY if year < CENTURY else 0)}-{month:02}-01" if 1 <= month <= MONTHS else ""


def month_called(word: str) -> int | None:
    """The number of a month by its name alone; None where it is none."""
    return _MONTH_OF.get(word)


def months_called() -> Iterable[str]:
    """All names of months that are read."""
    return _MONTH_OF


def _is_year(words: str, latest: int) -> bool:
    return bool(re.fullmatch(r"\d{4}", words)) and OLDEST_YEAR <= int(words) <= latest


def _plain(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold().replace("\N{HYPHEN}", "-").replace("\N{EN DASH}", "-")
    return " ".join(plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def _without_weekday(words: str) -> tuple[str, str]:
    named = re.match(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?=\S)", words)
    return (words[named.end() :], named[1]) if named else (words, "")


def _figures(cell: str) -> tuple[int, int] | None:
    found = _FIGURES.match(_TIME.sub("", _plain(cell)))
    return (int(found[1] or found[4]), int(found[3] or found[5])) if found else None


def _month_and_day(found: dict[str, str | None], order: DateOrder, words: str) -> tuple[int, int]:
    if name := found.get("name"):
        return _MONTH_OF[name], int(found["day"] or 0)
    if found.get("month"):
        return int(found["month"] or 0), int(found["day"] or 0)
    first, second = int(found["first"] or 0), int(found["second"] or 0)
    if order == "mixed" and has_two_readings(words):
        raise NotUnderstoodError(
            say(
                "“{words}” can be {one} or {other}: this column has both orders. Write the month as a word.",
                words=words,
                one=_shown(second, first),
                other=_shown(first, second),
            )
        )
    month, day = (first, second) if order == "month first" else (second, first)
    return (day, month) if day <= MONTHS < month else (month, day)  # there is no 14th month


def _check(written: WrittenDay) -> None:
    try:
        date(written.year or SOME_LEAP_YEAR, written.month, written.day)
    except ValueError as error:
        day = _shown(written.month, written.day)
        raise NotUnderstoodError(
            say("{year} had no {day}. Check the day.", year=written.year, day=day)
            if written.year
            else say("There is no {day}. Check the day.", day=day)
        ) from error


def _falls_on(written: WrittenDay, weekday: str) -> bool:
    if not weekday or not written.year:
        return True
    return _WEEKDAYS[date(written.year, written.month, written.day).weekday()] == weekday


def _shown(month: int, day: int) -> str:
    return f"{day} {date(SOME_LEAP_YEAR, month, 1):%B}"


def _four_digits(year: str | None, latest: int) -> int | None:
    if not year:
        return None
    figures = year.lstrip("'")
    return int(figures) if len(figures) == len("1980") else latest - (latest - int(figures)) % 100
