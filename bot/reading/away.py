"""When somebody is away, as they write it: "until monday", "24 Dec to 2 Jan", "tomorrow", "for 3 days", "next week".

"Until" a day means back on it, as people say it; a span from one day "to" another has both.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.saying import later, say
from bot.reading.abroad import day_in_english
from bot.reading.dates import DateWords
from bot.reading.doubts import Doubt, DoubtError
from bot.reading.relative_days import COUNT, UNIT
from bot.reading.typed_dates import MONTH

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

_OPENING = re.compile(
    r"^(?:(?:i am|i'm|im|i|am|will be|be|away|out|off|gone|on|on holiday|on vacation|on leave|holiday|vacation"
    r"|sick|ill|ooo|out of office|pto) )+"
)
_CLOSING = re.compile(r"(?:\s*(?::[a-z0-9_+-]+:|please|pls|thanks|thx|[:;]-?[)(dp]|[.!?,)]))+$")
_UNTIL = re.compile(r"(?P<from>.*?) ?\b(?P<how>until|till|til|back on|back|through|thru) (?P<to>.+)")
_SPAN = re.compile(r"(?:(?:from )?(?P<from>.+?) (?:to|-|\u2013|\u2014)|between (?P<between>.+?) and) (?P<to>.+)")
_CLOSE_SPAN = re.compile(r"(?P<from>.+?) ?[-\u2013\u2014] ?(?P<to>.+)")
_FOR = re.compile(rf"(?:(?P<from>.+?) )?for (?:the next )?(?P<span>{COUNT} {UNIT})|(?P<only>{COUNT} {UNIT})")
_AND = re.compile(r" ?(?:,|&|\+|(?<=[a-z])/(?=[a-z]))(?: and)? ?| and ")
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKS = {"this week": 0, "rest of the week": 0, "the rest of the week": 0, "next week": 1, "all next week": 1}
_LAST = frozenset({"through", "thru"})


_APART = later(
    "These days are not one after the other. Please note them one by one, or say `monday to friday` for all of them."
)


@dataclass(frozen=True)
class SaidAway:
    """The first day away, and the day on which they are there again; None: not said."""

    first: date
    back_on: date | None


def read_away(typed: str, today: date, locale: str = "en-US") -> SaidAway | None:
    """What was meant; None: these words name no days.

    Raises DoubtError for a day that reads but cannot be meant.
    """
    words = _CLOSING.sub("", " ".join(typed.casefold().replace("\u2019", "'").split()))
    plain = _OPENING.sub("", f"{words} ", count=1).strip()
    return _Reading(today, locale).read(day_in_english(plain)) if plain else SaidAway(today, None)


@dataclass(frozen=True)
class _Reading:
    today: date
    locale: str

    def read(self, words: str) -> SaidAway | None:
        if words in _WEEKS:
            return self._week(_WEEKS[words])
        if said := self._series(_AND.split(words)):
            return said
        for form, read in ((_UNTIL, self._until), (_FOR, self._for), (_SPAN, self._span)):
            if (found := form.fullmatch(words)) and (said := read(found)):
                return said
        if words.startswith("from ") and (first := self._day(words.removeprefix("from "))):
            return SaidAway(first, None)
        close = _CLOSE_SPAN.fullmatch(words)
        try:
            day = self._day(words)
        except DoubtError:  # "mon-wed" asks which of both, where one day is wanted
            if close and (said := self._span(close)):
                return said
            raise
        return SaidAway(day, day + _DAY) if day else self._span(close) if close else None

    def _week(self, ahead: int) -> SaidAway:
        monday = self.today - timedelta(days=self.today.weekday()) + ahead * _WEEK
        return SaidAway(max(monday, self.today), monday + _WEEK)

    def _series(self, parts: Sequence[str]) -> SaidAway | None:
        """Days named one by one, such as "tues and weds". None: they are not all days."""
        if len(parts) < 2:  # noqa: PLR2004  # two make a series
            return None
        days: list[date] = []
        for part in parts:
            try:
                day = self._day(_with_month(part.strip(), parts[-1]), days[-1] if days else None)
            except DoubtError:
                day = None
            if day is None or day in days:  # "thursday, 3 december" is one day
                return None
            days.append(day)
        if any(after - before != _DAY for before, after in pairwise(days)):
            raise DoubtError(Doubt(say(_APART), "back_on"))
        return SaidAway(days[0], days[-1] + _DAY)

    def _until(self, found: re.Match[str]) -> SaidAway | None:
        start = found["from"].removeprefix("from ").strip(" ,")
        first = self._day(start) if start else self.today
        to = self._day(found["to"], first) if first else None
        if first is None or to is None:
            return None
        return SaidAway(first, to + _DAY if found["how"] in _LAST else to)

    def _for(self, found: re.Match[str]) -> SaidAway | None:
        start = (found["from"] or "").removeprefix("from ").strip(" ,")
        first = self._day(start) if start else self.today
        back_on = DateWords(first, self.locale)(f"in {found['span'] or found['only']}", "future") if first else None
        return SaidAway(first, back_on) if first and back_on else None

    def _span(self, found: re.Match[str]) -> SaidAway | None:
        groups = found.groupdict()
        first = self._day(_with_month((groups["from"] or groups["between"]).strip(" ,"), found["to"]))
        last = self._day(found["to"], first) if first else None
        return SaidAway(first, last + _DAY) if first and last else None

    def _day(self, words: str, since: date | None = None) -> date | None:
        """A day to come; as the end of what begins on `since`, the first such day that is not before it."""
        day = DateWords(self.today, self.locale)(words, "future")
        if since and (day is None or day < since):
            day = DateWords(since, self.locale)(words, "future")
        return day


def _with_month(words: str, other: str) -> str:
    """A bare number in the month of the day beside it: 24 of "24 to 27 Dec"."""
    if re.fullmatch(_NUMBER, words) and re.search(MONTH, other):
        return re.sub(_NUMBER, words, other, count=1)
    return words
