"""Dates in words, as people type them after `on:` and `due:`. Birthdays: bot/domain/birthdays.py.

dateparser reads them, but it also reads "a", "may" and "1": only the forms listed here get to it. English words;
figures by the reader's locale (month first in the United States, else day first; a year of four digits may lead).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import dateparser

from bot.domain.errors import NotUnderstoodError
from bot.domain.options import Direction

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_UNIT = r"(?:day|week|fortnight|month|year)s?"

_NAMED_WEEKDAY = re.compile(rf"(?:(?P<which>this|next|last|coming|past)[ ])?(?P<day>{_WEEKDAY})")
_RELATIVE = re.compile(
    rf"today|tomorrow|yesterday|(?:the )?day (?:after tomorrow|before yesterday)|in {_COUNT} {_UNIT}"
    rf"|{_COUNT} {_UNIT}(?: ago| from (?:now|today))?|(?:next|last) (?:week|month|year)"
)
_DAY_OF_MONTH = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_END = re.compile(r"(?:the )?end of (?:the )?(?:(?P<which>this|next|last) )?(?P<unit>week|month|year)")
_SHORT = {
    "tonight": "today",
    "now": "today",
    "eod": "today",
    "tmrw": "tomorrow",
    "eow": "end of week",
    "eom": "end of month",
    "eoy": "end of year",
}
_EXPLICIT = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY})\.?,? )?(?:"
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
    rf"|(?P<named>{_DAY}[ -]?(?:of )?{_MONTH}|{_MONTH}[ -]?{_DAY})(?:(?:,? |-)(?P<year>\d{{4}}|'\d\d))?"
    r"|(?P<dots>\d{1,2}\. ?\d{1,2}\.?)(?:(?:(?<=\.) ?)(?P<dots_year>\d{4}|\d\d))?"
    r"|(?P<numbers>\d{1,2}(?P<sign>[/-])\d{1,2})(?:(?P=sign)(?P<numbers_year>\d{4}|\d\d))?"
    r")"
)
_MONTH_FIRST = ("US",)  # CLDR, short date pattern M/d/yy
_FURTHEST_AHEAD = 10  # years; beyond is a slip of the keyboard
_FURTHEST_BACK = 50
_LEAP_CYCLE = 8
"""29 February can be eight years away (1896 to 1904)."""


def warm_up() -> None:
    """Load dateparser's tables (about 0.2 s), so that the first person does not wait for it."""
    _parse("14 march 2027")


@dataclass(frozen=True)
class DateWords:
    """Reads dates as somebody means them whose day is `today` and whose Slack locale is `locale` ("en-GB")."""

    today: date
    locale: str = "en-US"

    def __call__(self, words: str, direction: Direction) -> date | None:
        """The day these words name, or None. "past" looks back, "future" ahead; today counts in both.

        Raises NotUnderstoodError for a date that reads but lies on the wrong side.
        """
        plain = _plain(words)
        readings = (self._weekday, self._relative, self._day_of_month, self._explicit)
        day = next(filter(None, (read(plain, direction) for read in readings)), None)
        if day and direction == "future" and day < self.today:
            raise NotUnderstoodError(f"“{words}” is in the past ({_shown(day)}). Give a day from today on.")
        if day and not -_FURTHEST_BACK <= day.year - self.today.year <= _FURTHEST_AHEAD:
            raise NotUnderstoodError(f"“{words}” is too far away ({_shown(day)}). Check the year.")
        if day and direction == "past" and day > self.today:
            raise NotUnderstoodError(f"“{words}” is still to come ({_shown(day)}). Give today or an earlier day.")
        return day

    def _weekday(self, words: str, direction: Direction) -> date | None:
        """A bare "friday" may be today; "next friday" and "last friday" never are."""
        named = _NAMED_WEEKDAY.fullmatch(words)
        if not named:
            return None
        ahead = (_WEEKDAYS.index(named["day"][:3]) - self.today.weekday()) % 7
        which = named["which"]
        if which in ("next", "last", "past"):
            return self.today + timedelta(days=(ahead or 7) if which == "next" else ahead - 7)
        if direction == "future" or which:
            return self.today + timedelta(days=ahead)
        return self.today - timedelta(days=-ahead % 7)

    def _relative(self, words: str, direction: Direction) -> date | None:
        if end := _END.fullmatch(words):
            return _end_of(end["unit"], self.today, {"next": 1, "last": -1}.get(end["which"], 0))
        if not _RELATIVE.fullmatch(words):
            return None
        return _parse(words.removeprefix("the ").replace("from today", "from now"), base=self.today, prefer=direction)

    def _day_of_month(self, words: str, direction: Direction) -> date | None:
        """The nearest "14th": of three months in a row, one has the day on the right side of today."""
        found = _DAY_OF_MONTH.fullmatch(words)
        if not found:
            return None
        months = (self.today.year * 12 + self.today.month - 1 + step for step in _steps(direction, 3))
        return self._nearest((_day(month // 12, month % 12 + 1, int(found[1])) for month in months), direction)

    def _explicit(self, words: str, direction: Direction) -> date | None:
        written = _Written.read(words, self.locale, self.today.year + _FURTHEST_AHEAD)
        if not written:
            return None
        years = (self.today.year + step for step in _steps(direction, _LEAP_CYCLE + 1))
        day = written.in_year(written.year) if written.year else self._nearest(map(written.in_year, years), direction)
        return day if day and _WEEKDAYS[day.weekday()].startswith(written.weekday) else None

    def _nearest(self, days: Iterable[date | None], direction: Direction) -> date | None:
        """The first of these days that is today or on the right side of it."""
        return next(
            (day for day in days if day and (day >= self.today if direction == "future" else day <= self.today)), None
        )


def _steps(direction: Direction, count: int) -> range:
    return range(count) if direction == "future" else range(0, -count, -1)


@dataclass(frozen=True)
class _Written:
    """A date written out: `body` without its year, `order` of the figures as dateparser calls it."""

    body: str
    order: str
    year: int | None
    weekday: str

    @classmethod
    def read(cls, words: str, locale: str, latest: int) -> "_Written | None":
        found = _EXPLICIT.fullmatch(words)
        if not found:
            return None
        weekday = (found["weekday"] or "")[:3]
        if iso := found["iso"]:
            return cls(iso[5:], "YMD", int(iso[:4]), weekday)
        body = found["named"] or found["dots"] or found["numbers"]
        year = _four_digits(found["year"] or found["dots_year"] or found["numbers_year"], latest)
        month_first = found["numbers"] and locale.upper().replace("_", "-").endswith(_MONTH_FIRST)
        return cls(body, "MDY" if month_first else "DMY", year, weekday)

    def in_year(self, year: int) -> date | None:
        """This day of this year; None where there is none (30 February)."""
        if self.order == "YMD":
            return _day(year, *map(int, re.split(r"[./-]", self.body)))
        return _parse(f"{re.sub(r'[./ -]+', ' ', self.body).strip()} {year}", order=self.order)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _four_digits(year: str | None, latest: int) -> int | None:
    """The year; one of two digits is the last such year up to `latest`."""
    if not year or len(year) == len("2026"):
        return int(year) if year else None
    return latest - (latest - int(year.lstrip("'"))) % 100


def _plain(words: str) -> str:
    plain = " ".join(words.casefold().split())
    return _SHORT.get(plain, plain)


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _end_of(unit: str, today: date, ahead: int) -> date:
    """The last day of a month or year, the Friday of a week; `ahead` counts from the present one, -1 is the last."""
    if unit == "week":
        return today + timedelta(days=(_WEEKDAYS.index("fri") - today.weekday()) % 7 + 7 * ahead)
    months = today.year * 12 + (11 if unit == "year" else today.month - 1) + ahead * (12 if unit == "year" else 1) + 1
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=512)  # dateparser takes a few ms, and a day's dates are typed in few ways
def _parse(
    words: str, *, base: date = date(2000, 1, 1), order: str = "DMY", prefer: Direction = "future"
) -> date | None:
    settings = {
        "RELATIVE_BASE": datetime.combine(base, time(12)),
        "DATE_ORDER": order,
        "PREFER_DATES_FROM": prefer,
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
