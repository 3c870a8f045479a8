"""Days in words, as people type them after `on:` and `due:` or at the end of a follow-up. English words.

Only forms that are listed are read: weekdays, weeks and counts in relative_days.py, dates written out in
typed_dates.py, hours in hours.py. What reads but cannot be meant (a day that does not exist, one on the wrong side, one
whose year would be a guess) raises DoubtError with what may be meant.
"""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from bot.domain.errors import NotUnderstoodError
from bot.domain.plan import HERE
from bot.domain.saying import say
from bot.reading import days_in_text, hours
from bot.reading.doubts import Choice, Doubt, DoubtError, WrongSideError
from bot.reading.relative_days import in_working_days, next_weekday, relative_day
from bot.reading.said_day import SaidDay, Tense, day_label
from bot.reading.typed_dates import MONTH, WEEKDAY, WEEKDAYS, WrittenDate, day_of, trimmed

_FILLERS_BEFORE = re.compile(
    r"(?:(?:due|by|on|for|until|till|til|no later than|latest by|latest|sometime|some time|around|about) )+"
)
_FILLERS_AFTER = re.compile(r"(?:,? (?:please|pls|plz|thanks|thx|(?:at the )?latest|sharp|if possible|asap))+")
_DAY_OF_MONTH = re.compile(
    rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)"
    rf"|(?P<weekday>{WEEKDAY}),? (?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?"
)
_SEVERAL = re.compile(
    r"(?:between )?(?P<first>[^/\u2013-]+?) ?(?: or | and | to |/|-|\u2013) ?(?P<second>[^/\u2013-]+)"
)
_YEAR_WRITTEN = re.compile(r"\d{4}|[./' -]\d\d$")
_A_YEAR = timedelta(days=366)
_MOST_HOURS = 2  # "tomorrow afternoon at 4"
_FURTHEST_AHEAD = 10  # years; beyond is a slip of the keyboard
_FURTHEST_BACK = 50
_LEAP_CYCLE = 8
"""29 February can be eight years away (1896 to 1904)."""
_JUST_PASSED = timedelta(days=92)
"""For so long after a day, the same day "due" without a year is rather a slip than the next year's."""
_SOON = timedelta(days=31)
"""For so long before a day, the same day "on" without a year is rather a slip than last year's."""

_GOES_ON = re.compile(
    rf"(?:\d{{1,2}}[:.h]\d\d|weeks?|wks?|fortnights?|months?|years?|days?|ago|after|before|next|last|or|{WEEKDAY}|{MONTH}|\d{{1,4}}(?:st|nd|rd|th)?"
    r"|today|tomorrow|yesterday|morning|afternoon|evening|noon|latest)s?"
)
_LINKS = re.compile(r"(?:in|from|of|to|until|and|-|\u2013|at|the)")


@dataclass(frozen=True)
class DateWords:
    """Reads days as somebody means them whose day is `today` and whose Slack locale is `locale` ("en-GB").

    `now` is the time on their wall, by which an hour alone ("5pm") is of today or not; without it none is read.
    """

    today: date
    locale: str = "en-US"
    now: time | None = None

    def __call__(self, words: str, tense: Tense) -> date | None:
        """The day alone, for a field that has no hour."""
        said = self._read(words, tense)
        return said.day if said else None

    def said(self, words: str, tense: Tense) -> SaidDay | None:
        """The day that exactly these words name, or None. "past" looks back, "future" ahead; today counts in both.

        Raises DoubtError for a day that reads but cannot be meant, with those that may be.
        """
        return self._in_text(words, tense) or self._at_hour(words, tense)

    def _in_text(self, words: str, tense: Tense) -> SaidDay | None:
        """The same but for an hour alone, which in a text tells of many things: "open until 5pm"."""
        said = self._read(words, tense)
        if said and said.day - self.today > _A_YEAR and not _YEAR_WRITTEN.search(words):
            raise _doubt(
                say(
                    "“{words}” is more than a year away. Is {day_label} meant?",
                    words=words,
                    day_label=day_label(said.day),
                ),
                said.day,
            )
        return said

    def _read(self, words: str, tense: Tense) -> SaidDay | None:
        plain, said = _plain(words), ""
        self._check_several(plain, words, tense)
        for _ in range(_MOST_HOURS + 1):
            try:
                if day := self._checked_day(plain, words, tense):
                    return SaidDay(day, said)
            except DoubtError as error:
                error.hour = said
                raise
            alone, hour = hours.apart(plain)
            if alone == plain:
                return None
            plain, said = _plain(alone), f"{hour} {said}".strip()
        return None

    def _checked_day(self, plain: str, words: str, tense: Tense) -> date | None:
        self._check_next(plain, words, tense)
        day = self._day(plain, words, tense)
        if day:
            self._check(words, day, tense)
        return day

    def _at_hour(self, words: str, tense: Tense) -> SaidDay | None:
        """Today, where that hour of it is on the right side of now; else it is asked which day."""
        plain = trimmed(words)
        if self.now and tense == "future" and (wait := hours.from_now(plain)):
            then = datetime.combine(self.today, self.now.replace(second=0, microsecond=0, tzinfo=None)) + wait
            return SaidDay(then.date(), f"{then:%H:%M} {HERE}")
        at = hours.alone(plain) or self._bare(plain) if self.now else None
        if at is None or self.now is None:
            return None
        if (at > self.now) is (tense == "future"):
            return SaidDay(self.today, plain)
        step, why = (1, say("has passed today")) if tense == "future" else (-1, say("is still to come today"))
        other = self.today + timedelta(days=step)
        days = (other,) if tense == "future" else (other, self.today)  # nobody can be told at a time that has passed
        doubt = _doubt(say("“{words}” {why}. Which day is it?", words=words, why=why), *days)
        raise DoubtError(doubt.doubt, plain)

    @staticmethod
    def _bare(plain: str) -> time | None:
        """“at 3”, where it stands for itself."""
        return hours.on_the_clock(plain) if plain.startswith(("at ", "@")) else None

    def at_end(self, words: Sequence[str]) -> tuple[int, SaidDay] | None:
        """How many of the last words name a day to come beyond doubt, and the day (bot/reading/days_in_text.py)."""
        return days_in_text.at_end(words, self._in_text)

    def past_at_end(self, words: Sequence[str]) -> tuple[int, SaidDay] | None:
        """How many of the last words name a day that is plainly past, and the day."""
        return days_in_text.past_at_end(words, self._in_text)

    def mentioned(self, words: Sequence[str]) -> Sequence[tuple[int, int, SaidDay]]:
        """Days to come that stand among these words: where each begins, of how many words, and the day."""
        return days_in_text.mentioned(words, self._in_text)

    def misspelt(self, word: str, tense: Tense) -> date | None:
        """The day that a word is nearly the name of ("wednesady"), to be offered."""
        names = (*map(str.casefold, calendar.day_name), "today", "tomorrow" if tense == "future" else "yesterday")
        near = get_close_matches(trimmed(word), names, 1, cutoff=0.8)
        is_other = word.casefold().endswith("s")  # "decided on: todays menu"
        return relative_day(near[0], self.today, tense) if near and not is_other else None

    def goes_on(self, words: Sequence[str]) -> bool:
        """Whether words right after a day belong to it."""
        after = [trimmed(word) for word in words[:2]]
        if after and _LINKS.fullmatch(after[0]):
            after = after[1:]
        return bool(after) and bool(_GOES_ON.fullmatch(after[0]))

    def _day(self, plain: str, words: str, tense: Tense) -> date | None:
        return (
            relative_day(plain, self.today, tense)
            or self._day_of_month(plain, tense)
            or self._written(plain, words, tense)
        )

    def _day_of_month(self, words: str, tense: Tense) -> date | None:
        """The nearest "14th": of three months in a row, one has the day on the right side of today."""
        found = _DAY_OF_MONTH.fullmatch(words)
        if not found:
            return None
        number, weekday = int(found["day"] or found["day2"]), (found["weekday"] or "")[:3]
        months = (self.today.year * 12 + self.today.month - 1 + step for step in _steps(tense, 3))
        day = self._nearest((day_of(month // 12, month % 12 + 1, number) for month in months), tense)
        if day:
            self._check_weekday(day, weekday, tense)
        return day

    def _written(self, plain: str, words: str, tense: Tense) -> date | None:
        try:
            written = WrittenDate.read(plain, self.locale, self.today.year + _FURTHEST_AHEAD)
        except NotUnderstoodError as error:
            sentence = error.sentence.replace(" had no ", " has no ")  # of a day to come
            raise _doubt(say("“{words}” is no day. {sentence}", words=words, sentence=sentence)) from error
        if not written:
            return None
        years = [self.today.year + step for step in _steps(tense, _LEAP_CYCLE + 1)]
        day = written.in_year(written.year) if written.year else self._nearest(map(written.in_year, years), tense)
        if day is None:
            return None
        if not written.year:
            self._check_year(written, words, day, tense)
        self._check_weekday(day, written.weekday, tense)
        return day

    def _check_weekday(self, day: date, weekday: str, tense: Tense) -> None:
        """Raise DoubtError where a day is no such weekday."""
        if not WEEKDAYS[day.weekday()].startswith(weekday):
            near = _near(day, weekday, self.today, tense)
            raise _doubt(
                say(
                    "{in_full} is a {day_name}. Which day is it?",
                    in_full=_in_full(day),
                    day_name=calendar.day_name[day.weekday()],
                ),
                *near,
            )

    def _check_several(self, plain: str, words: str, tense: Tense) -> None:
        """Raise DoubtError for two days in one: "fri or mon", "3-5 dec"."""
        found = _SEVERAL.fullmatch(plain)
        if not found:
            return
        first, second = _plain(found["first"]), _plain(found["second"])
        if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", first):
            first = re.sub(r"^\d{1,2}(?:st|nd|rd|th)?", first, second) if re.search(MONTH, second) else ""
        days = [self._day(each, each, tense) for each in (first, second)]
        if all(days):
            raise _doubt(say("Which day is “{words}”?", words=words), *dict.fromkeys(filter(None, days)))

    def _check_year(self, written: WrittenDate, words: str, day: date, tense: Tense) -> None:
        """Raise DoubtError where this year has no such day, or it has just passed (due), or is soon to come (on)."""
        if abs(day - self.today) > _A_YEAR:
            raise _doubt(
                say("The nearest “{words}” is in {year}. Which day is meant?", words=words, year=day.year),
                day,
                *self._in_its_place(tense),
            )
        others = (written.in_year(self.today.year + step) for step in (-1, 0, 1))
        for other in filter(None, others):
            gone, ahead = self.today - other, other - self.today
            if tense == "future" and timedelta() < gone <= _JUST_PASSED:
                raise _doubt(
                    say("“{words}” was {ago}. Is next year's meant?", words=words, ago=_ago(gone)), day, self.today
                )
            if tense == "past" and timedelta() < ahead <= _SOON:
                raise _doubt(
                    say(
                        "“{words}” is still to come ({day_label}). Which day was it?",
                        words=words,
                        day_label=day_label(other),
                    ),
                    self.today,
                    day,
                )

    def _check_next(self, plain: str, words: str, tense: Tense) -> None:
        """Raise DoubtError for "next friday" while this week's is still to come, and for working days."""
        days = next_weekday(plain, self.today) if tense == "future" else None
        if days:
            raise _doubt(say("Which day is “{words}”?", words=words), *days)
        if tense == "future" and (day := in_working_days(plain, self.today)):
            raise _doubt(
                say("Without feasts, “{words}” is {day_label}. Is it that day?", words=words, day_label=day_label(day)),
                day,
            )

    def _in_its_place(self, tense: Tense) -> list[date]:
        """The nearest 28 February, for a 29th that this year has not."""
        years = (date(self.today.year + step, 2, 28) for step in _steps(tense, 2))
        nearest = self._nearest(years, tense)
        return [nearest] if nearest else []

    def _check(self, words: str, day: date, tense: Tense) -> None:
        full = _in_full(day)
        if not -_FURTHEST_BACK <= day.year - self.today.year <= _FURTHEST_AHEAD:
            raise _doubt(say("“{words}” is too far away ({day}). Check the year.", words=words, day=full))
        if tense == "future" and day < self.today:
            raise WrongSideError(
                Doubt(say("“{words}” is in the past ({day}). Give a day from today on.", words=words, day=full))
            )
        if tense == "past" and day > self.today:
            raise WrongSideError(
                Doubt(say("“{words}” is still to come ({day}). Give today or an earlier day.", words=words, day=full))
            )

    def _nearest(self, days: Iterable[date | None], tense: Tense) -> date | None:
        """The first of these days that is today or on the right side of it."""
        return next(
            (day for day in days if day and (day >= self.today if tense == "future" else day <= self.today)), None
        )


def _near(day: date, weekday: str, today: date, tense: Tense) -> list[date]:
    """The date itself, and the nearest day of the weekday that was said beside it."""
    apart = (WEEKDAYS.index(weekday) - day.weekday() + 3) % 7 - 3
    days = [day, day + timedelta(days=apart)]
    return [each for each in days if (each >= today if tense == "future" else each <= today)]


def _steps(tense: Tense, count: int) -> range:
    return range(count) if tense == "future" else range(0, -count, -1)


def _doubt(sentence: str, *days: date) -> DoubtError:
    return DoubtError(Doubt(sentence, "", tuple(Choice(day_label(day), "", day.isoformat()) for day in days)))


def _plain(words: str) -> str:
    """Small letters, single spaces, without the words around a day that say nothing of it."""
    plain = trimmed(words)
    plain = plain[:-1] if re.search(r"[^\d]\.$", plain) else plain
    before = _FILLERS_BEFORE.match(plain)
    plain = plain[before.end() :] if before else plain
    while after := re.search(_FILLERS_AFTER.pattern + "$", plain):
        plain = plain[: after.start()]
    return plain


def _in_full(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _ago(gone: timedelta) -> str:
    return say("yesterday") if gone.days == 1 else say("{days} days ago", days=gone.days)
