"""Dates in words, as people type them after `on:`, `due:` and `birthday:`.

dateparser reads them, but it also reads "a", "may" and "1": only the forms listed here get to it. English words;
figures by the reader's locale (month first in the United States, else day first; a year of four digits may lead).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import dateparser

from bot.domain.errors import NotUnderstoodError
from bot.domain.line import Direction

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
    rf"|{_COUNT} {_UNIT}(?: ago)?|(?:next|last) (?:week|month|year)"
)
_END = re.compile(r"(?:the )?end of (?:the )?(?:(?P<which>this|next|last) )?(?P<unit>week|month|year)")
_SOME_LEAP_YEAR = 2000
_SHORT = {"tonight": "today", "now": "today", "eow": "end of week", "eom": "end of month", "eoy": "end of year"}
_EXPLICIT = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY})\.?,? )?(?:"
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
    rf"|(?P<named>{_DAY}[ -]?(?:of )?{_MONTH}|{_MONTH}[ -]?{_DAY})(?:(?:,? |-)(?P<year>\d{{4}}|'\d\d))?"
    r"|(?P<dots>\d{1,2}\. ?\d{1,2}\.?)(?:(?:(?<=\.) ?)(?P<dots_year>\d{4}|\d\d))?"
    r"|(?P<numbers>\d{1,2}(?P<sign>[/-])\d{1,2})(?:(?P=sign)(?P<numbers_year>\d{4}|\d\d))?"
    r")"
)
_MONTH_FIRST = ("US",)  # CLDR, short date pattern M/d/yy
_PIVOT = 69  # POSIX strptime: 69-99 are 1969-1999, 0-68 are 2000-2068
_FURTHEST = 10  # years ahead; beyond is a slip of the keyboard
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
        day = self._weekday(plain, direction) or self._relative(plain, direction) or self._explicit(plain, direction)
        if day and direction == "future" and day < self.today:
            raise NotUnderstoodError(f"“{words}” is in the past ({_shown(day)}). Give a day from today on.")
        if day and day.year > self.today.year + _FURTHEST:
            raise NotUnderstoodError(
                f"“{words}” is more than {_FURTHEST} years away ({_shown(day)}). Give an earlier day."
            )
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
        return _parse(words.removeprefix("the "), base=self.today, prefer=direction)

    def _explicit(self, words: str, direction: Direction) -> date | None:
        written = _Written.read(words, self.locale)
        if not written:
            return None
        day = written.in_year(written.year) if written.year else self._nearest(written, direction)
        return day if day and _WEEKDAYS[day.weekday()].startswith(written.weekday) else None

    def _nearest(self, written: "_Written", direction: Direction) -> date | None:
        """The first such day from today on, looking ahead or back."""
        step = 1 if direction == "future" else -1
        years = range(self.today.year, self.today.year + step * (_LEAP_CYCLE + 1), step)
        days = (written.in_year(year) for year in years)
        return next((day for day in days if day and (day - self.today).days * step >= 0), None)


def read_birthday(words: str, locale: str = "en-US") -> tuple[int, int, int | None]:
    """Month, day and, where it was given, the year of a birthday ("14-Mar", "March 14, 1980", "03-14", "29 Feb").

    Raises NotUnderstoodError where there is no such day.
    """
    written = _Written.read(_plain(words), locale)
    day = written and written.in_year(written.year or _SOME_LEAP_YEAR)
    if not written or not day:
        raise NotUnderstoodError(
            f"I can't read “{words}” as a birthday. These work: 14 March, 14-Mar, March 14 1980, 1980-03-14.",
            field="birthday",
        )
    return day.month, day.day, written.year


@dataclass(frozen=True)
class _Written:
    """A date written out: `body` without its year, `order` of the figures as dateparser calls it."""

    body: str
    order: str
    year: int | None
    weekday: str

    @classmethod
    def read(cls, words: str, locale: str) -> "_Written | None":
        found = _EXPLICIT.fullmatch(words)
        if not found:
            return None
        weekday = (found["weekday"] or "")[:3]
        if iso := found["iso"]:
            return cls(iso[5:], "YMD", int(iso[:4]), weekday)
        body = found["named"] or found["dots"] or found["numbers"]
        year = _four_digits(found["year"] or found["dots_year"] or found["numbers_year"])
        month_first = found["numbers"] and locale.upper().replace("_", "-").endswith(_MONTH_FIRST)
        return cls(body, "MDY" if month_first else "DMY", year, weekday)

    def in_year(self, year: int) -> date | None:
        """This day of this year; None where there is none (30 February)."""
        body = re.sub(r"[./ -]+", " ", self.body).strip()
        return _parse(f"{year} {body}" if self.order == "YMD" else f"{body} {year}", order=self.order)


def _four_digits(year: str | None) -> int | None:
    if not year or len(year) == len("2026"):
        return int(year) if year else None
    short = int(year.lstrip("'"))
    return short + (1900 if short >= _PIVOT else 2000)


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
