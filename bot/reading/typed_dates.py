"""Dates written out in a line: "14 March", "Fri, 14th of March 2027", "2026-11-20", "14.3.", "5/12".

What written_dates.py reads of a spreadsheet's cell ("0314", 29293) is narrowed here to what people mean as a
date within a sentence. Figures by the reader's locale: month first in the United States, else day first.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import say
from bot.reading.written_dates import order_of, read_written_day

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_EXPLICIT = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})\.?,? (?:the )?)?(?:the )?(?P<body>"
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|20\d{6}"
    rf"|(?:{_DAY}[ -]?(?:of )?{MONTH}|{MONTH}[ -]?(?:the )?{_DAY})(?:(?:,? |-)(?:\d{{4}}|'\d\d))?"
    r"|\d{1,2}\. ?\d{1,2}(?:\. ?(?:\d{4}|\d\d)?)?"
    r"|\d{1,2}(?P<sign>[/-])\d{1,2}(?:(?P=sign)(?:\d{4}|\d\d))?"
    r")"
)
_TOGETHER = re.compile(r"^(\d{4})(\d\d)(\d\d)$")
_FEASTS = {
    **dict.fromkeys(("christmas", "xmas", "christmas day", "xmas day"), "25 december"),
    **dict.fromkeys(("christmas eve", "xmas eve"), "24 december"),
    **dict.fromkeys(("boxing day",), "26 december"),
    **dict.fromkeys(("new year's eve", "new years eve", "nye"), "31 december"),
    **dict.fromkeys(("new year", "new year's", "new year's day", "new years day"), "1 january"),
}
"""Feasts that fall on the same day each year."""


@dataclass(frozen=True)
class WrittenDate:
    """A month and a day, the year where one was written, and the first letters of the weekday beside it."""

    month: int
    day: int
    year: int | None
    weekday: str

    @classmethod
    def read(cls, words: str, locale: str, latest: int) -> "WrittenDate | None":
        """The date in these words (small letters, single spaces); a year of two digits is the last one to `latest`.

        Raises NotUnderstoodError for a day that no calendar has.
        """
        found = _EXPLICIT.fullmatch(_FEASTS.get(words, words))
        if not found:
            return None
        body = _TOGETHER.sub(r"\1-\2-\3", found["body"].replace(" the ", " "))
        written = read_written_day(body, order_of(body, locale), latest=latest)
        if written is None:
            raise NotUnderstoodError(say("There is no such day."))
        return cls(written.month, written.day, written.year, (found["weekday"] or "")[:3])

    def in_year(self, year: int) -> date | None:
        """This day of this year; None where there is none (29 February)."""
        return day_of(year, self.month, self.day)


def trimmed(words: str) -> str:
    """Words of a line in small letters with single spaces, without the signs around them."""
    return " ".join(words.casefold().replace("\u2019", "'").split()).strip(" ,;!?").rstrip()


def day_of(year: int, month: int, day: int) -> date | None:
    """This day, None where there is none."""
    if not 1 <= month <= len(calendar.month_name) - 1 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)
