"""Days on which a team is closed of its own accord, besides public holidays.

A stretch of them is kept as a code of ISO 8601: "2027-08-14/2027-08-21" once, "--12-24/--01-02" each year. First and
last day are closed too; a single day is the stretch from it to itself.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say

SOME_LEAP_YEAR = 2000
"""It has every day of the calendar: in it stands what comes each year."""

LONGEST_STRETCH = 28
"""Days. With the weekends beside it this is as far as the next working day is looked for (calendar.py)."""

MOST_STRETCHES, LONGEST_LINE = 30, 60
"""So many stretches at most, and so many characters of what is typed for one."""

_CODE = re.compile(r"(?:(\d{4})|-)-(\d\d)-(\d\d)/(?:(\d{4})|-)-(\d\d)-(\d\d)", re.ASCII)

YearlyDay = tuple[int | None, int, int]
"""Year, month and day; None: each year."""


@dataclass(frozen=True)
class Closing:
    """A stretch. Each year: `first` is in SOME_LEAP_YEAR, and `last` too or, over New Year's Eve, in the next."""

    first: date
    last: date
    is_yearly: bool

    @staticmethod
    def between(first: YearlyDay, last: YearlyDay) -> "Closing":
        """From one day to the other; where one of them has no year it is in that of the other, or in the one beside it.

        Raises ValueError for a day that is in no calendar.
        """
        turns = first[1:] > last[1:]
        begins = first[0] or (last[0] - turns if last[0] else SOME_LEAP_YEAR)
        ends = last[0] or begins + turns
        return Closing(date(begins, *first[1:]), date(ends, *last[1:]), is_yearly=not (first[0] or last[0]))

    @staticmethod
    def of(code: str) -> "Closing":
        """The stretch that is kept so. Raises ValueError."""
        found = _CODE.fullmatch(code)
        if not found:
            raise ValueError
        year, month, day, last_year, last_month, last_day = (int(part) if part else 0 for part in found.groups())
        return Closing.between((year or None, month, day), (last_year or None, last_month, last_day))

    @property
    def code(self) -> str:
        """As it is kept."""
        return "/".join(f"--{one:%m-%d}" if self.is_yearly else one.isoformat() for one in (self.first, self.last))

    @property
    def length(self) -> int:
        """In days; none or less where it ends before it begins."""
        return (self.last - self.first).days + 1

    def days(self, years: Iterable[int]) -> Iterable[date]:
        """Its days; where it comes each year, those of what begins in one of the `years`."""
        once = [self.first + timedelta(days=step) for step in range(self.length)]
        if not self.is_yearly:
            return once
        moved = (_in_year(one, year + one.year - SOME_LEAP_YEAR) for year in years for one in once)
        return [one for one in moved if one]


def _in_year(day: date, year: int) -> date | None:
    """None for 29 February where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def days_closed(codes: tuple[str, ...], year: int) -> frozenset[date]:
    """Every day of these stretches; of what comes each year that of the year before, this one and the next."""
    around = range(year - 1, year + 2)
    return frozenset(day for code in codes for day in Closing.of(code).days(around))


def read_closings(value: object, code_of: Callable[[str], str | None], field: str) -> tuple[str, ...]:
    """The codes of stretches, from a list or from text with one a line, each once, by their first day.

    Raises TypeError for what is neither, NotUnderstoodError with the field for a line that is to be mended.
    """
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list | tuple) or not all(isinstance(one, str) for one in lines):
        raise TypeError
    typed = [one.strip() for one in lines if one.strip()]
    if len(typed) > MOST_STRETCHES:
        sentence = say("These are {lines}; give up to {most}.", lines=len(typed), most=MOST_STRETCHES)
        raise NotUnderstoodError(sentence, field=field)
    found = {_read(line, code_of, field) for line in typed}
    return tuple(one.code for one in sorted(found, key=lambda one: (not one.is_yearly, one.first, one.last)))


def _read(line: str, code_of: Callable[[str], str | None], field: str) -> Closing:
    code = code_of(line) if len(line) <= LONGEST_LINE else None
    if code is None:
        sentence = say(
            "I can't read “{line}” as days. Write one a line, with the month as a word: 24 Dec for each year, or "
            "14 Aug - 21 Aug 2027.",
            line=line[:40],
        )
        raise NotUnderstoodError(sentence, field=field)
    found = Closing.of(code)
    if found.length < 1:
        raise NotUnderstoodError(say("“{line}” ends before it begins.", line=line), field=field)
    if found.length > LONGEST_STRETCH:
        sentence = say(
            "“{line}” is {length} days; one line can be up to {longest}. Are the days and the year right?",
            line=line,
            length=found.length,
            longest=LONGEST_STRETCH,
        )
        raise NotUnderstoodError(sentence, field=field)
    return found
