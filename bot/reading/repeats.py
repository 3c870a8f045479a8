"""How often something repeats, in words as people type them: "every 6 months", "first Monday of the month", "weekly".

What reads but may be two things ("biweekly", "every second Monday") raises DoubtError with both.
"""

import re
from collections.abc import Callable

from bot.domain.errors import NotUnderstoodError, RapportError
from bot.domain.repeating import Repeat, Unit
from bot.domain.saying import say
from bot.reading.doubts import Choice, Doubt, DoubtError
from bot.reading.relative_days import COUNT, count_of
from bot.reading.typed_dates import MONTH, WEEKDAY, WEEKDAYS, WrittenDate, trimmed

EXAMPLES = "every 6 months, every monday, first monday of the month, every year on 3 March"
LONGEST = 9
"""Words that a rule may take: "every 2 months on the first monday of the month"."""

_UNITS = {
    "day": Unit.DAY, "week": Unit.WEEK, "wk": Unit.WEEK, "month": Unit.MONTH, "mth": Unit.MONTH, "year": Unit.YEAR,
    "yr": Unit.YEAR, "working day": Unit.DAY, "workday": Unit.DAY, "weekday": Unit.DAY, "business day": Unit.DAY,
}  # fmt: skip  # a table
_MULTIPLES = {"fortnight": (2, Unit.WEEK), "quarter": (3, Unit.MONTH), "half year": (6, Unit.MONTH)}
_ADVERBS = {
    "daily": "every day", "weekly": "every week", "fortnightly": "every fortnight", "monthly": "every month",
    "quarterly": "every quarter", "half-yearly": "every half year", "half yearly": "every half year",
    "twice a year": "every half year", "yearly": "every year", "annually": "every year",
    "once a day": "every day", "once a week": "every week", "once a month": "every month",
    "once a quarter": "every quarter", "once a year": "every year", "half a year": "half year",
}  # fmt: skip  # a table
ADVERBS = frozenset(_ADVERBS) | {"biweekly", "bi-weekly", "bimonthly", "bi-monthly"}
"""How often, in one breath: at the end of a text it may be its adverb as well."""

_UNIT = rf"(?P<unit>{'|'.join((*sorted((*_UNITS, *_MULTIPLES), key=len, reverse=True), 'half a year'))})s?"
_EVERY = r"(?:every|each) "
_NTH_NAMES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_NTH = rf"(?P<nth>{'|'.join(_NTH_NAMES)})"
_OF_MONTH = r"(?: (?:of|in) (?:the|every|each|a) month| (?:every|each) month| monthly)"
_THE_DAY = r"(?:the )?(?:day )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_COUNTED = re.compile(rf"{_EVERY}(?:(?P<count>{COUNT}|other|second|third|fourth) )?{_UNIT}(?: on (?P<on>.+))?")
_DAY = re.compile(rf"{_EVERY}(?:(?P<other>other) )?(?P<weekday>{WEEKDAY})s?|(?:on )?(?P<plural>{WEEKDAY})s")
_NTH_DAY = re.compile(
    rf"(?:on )?(?:the )?{_NTH} (?P<weekday>{WEEKDAY}){_OF_MONTH}"
    rf"|{_EVERY}(?P<nth2>first|1st|third|3rd|fourth|4th|last) (?P<weekday2>{WEEKDAY})(?: of (?:the|every|each) month)?"
)
_SECOND = re.compile(rf"{_EVERY}(?:second|2nd) (?P<weekday>{WEEKDAY})")
_DAY_OF_MONTH = re.compile(
    rf"(?:on )?{_THE_DAY}{_OF_MONTH}|{_EVERY}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)(?: of (?:the|each|every) month)?"
)
_END_OF_MONTH = re.compile(r"(?:on |at )?(?:the )?(?:end|last day)(?: of (?:the|every|each) month| of month)")
_DATE = re.compile(rf"{_EVERY}(?P<date>.*(?:{MONTH}).*)")
_ON_NTH = re.compile(rf"(?:the )?{_NTH} (?P<weekday>{WEEKDAY})(?: of (?:the|each|every) month)?")
_ON_DAY = re.compile(rf"{_THE_DAY}|(?:the )?(?P<last>last day)")
_ON_WEEKDAY = re.compile(rf"(?:a )?(?P<weekday>{WEEKDAY})s?")
_TWO_DAYS = re.compile(rf"{_EVERY}(?:.* on )?(?P<first>{WEEKDAY})s?(?: and |, ?| & )(?P<second>{WEEKDAY})s?")
_TWICE = {
    "biweekly": ("every 2 weeks",), "bi-weekly": ("every 2 weeks",),
    "bimonthly": ("every 2 months", "every 2 weeks"), "bi-monthly": ("every 2 months", "every 2 weeks"),
}  # fmt: skip  # what may be meant; "twice a week" cannot be
_LEAP_YEAR = 2024


def read_repeat(words: str) -> Repeat | None:
    """The rule that exactly these words say; None: they say none.

    Raises DoubtError for what may be two things, or cannot be.
    """
    plain = trimmed(words).removesuffix(".")
    plain = _ADVERBS.get(plain, plain)
    head, _, on = plain.partition(" on ")
    plain = f"{_ADVERBS[head]} on {on}" if head in _ADVERBS else plain
    if plain in _TWICE:
        _ask(say("“{words}” may be meant in two ways. How often is it?", words=words), *map(Repeat.read, _TWICE[plain]))
    try:
        return _read(plain, words)
    except DoubtError:
        raise
    except RapportError as error:
        raise DoubtError(Doubt(error.sentence, "every")) from error


def rule_of(words: str) -> Repeat:
    """The rule that a field of its own has, with "every" or without it. Raises NotUnderstoodError for the field."""
    if rule := read_repeat(words) or read_repeat(f"every {words}"):
        return rule
    raise NotUnderstoodError(
        say("I can't read “{words}” as how often. These work: {examples}.", words=words[:60], examples=EXAMPLES),
        field="every",
    )


def _read(plain: str, words: str) -> Repeat | None:
    for form, read in _FORMS:
        if (found := form.fullmatch(plain)) and (rule := read(found, words)):
            return rule
    return None


def _counted(found: re.Match[str], _words: str) -> Repeat | None:
    """“every 2 weeks”, “every other month on the 15th”, “every year on 3 March”."""
    said, unit = found["count"] or "a", found["unit"].replace("half a year", "half year")
    number = {"other": 2, "second": 2, "third": 3, "fourth": 4}.get(said) or count_of(said)
    times, of = _MULTIPLES.get(unit) or (1, _UNITS[unit])
    number *= times
    rule = Repeat(of, number)
    return _on(rule, found["on"]) if found["on"] else rule


def _on(rule: Repeat, on: str) -> Repeat | None:
    """The same on a day that the unit has."""
    if rule.unit is Unit.WEEK and (found := _ON_WEEKDAY.fullmatch(on)):
        return Repeat(Unit.WEEK, rule.every, _weekday(found["weekday"]))
    if rule.unit is Unit.MONTH and (found := _ON_NTH.fullmatch(on)):
        return Repeat(Unit.MONTH, rule.every, _weekday(found["weekday"]), _NTH_NAMES[found["nth"]])
    if rule.unit is Unit.MONTH and (found := _ON_DAY.fullmatch(on)):
        return Repeat(Unit.MONTH, rule.every, day=31 if found["last"] else int(found["day"]))
    return _on_date(on, rule.every) if rule.unit is Unit.YEAR else None


def _on_date(words: str, every: int = 1) -> Repeat | None:
    try:
        written = WrittenDate.read(words, "en-GB", _LEAP_YEAR)
    except NotUnderstoodError as error:
        raise DoubtError(Doubt(error.sentence.replace(" had no ", " has no "), "every")) from error
    return Repeat(Unit.YEAR, every, day=written.day, month=written.month) if written and not written.year else None


def _day(found: re.Match[str], _words: str) -> Repeat:
    return Repeat(Unit.WEEK, 2 if found["other"] else 1, _weekday(found["weekday"] or found["plural"]))


def _nth_day(found: re.Match[str], _words: str) -> Repeat:
    nth = _NTH_NAMES[found["nth"] or found["nth2"]]
    return Repeat(Unit.MONTH, 1, _weekday(found["weekday"] or found["weekday2"]), nth)


def _second(found: re.Match[str], words: str) -> Repeat:
    day = _weekday(found["weekday"])
    return _ask(
        say("“{words}” may be meant in two ways.", words=words),
        Repeat(Unit.WEEK, 2, day),
        Repeat(Unit.MONTH, 1, day, 2),
    )


def _two_days(found: re.Match[str], words: str) -> Repeat:
    days = (Repeat(Unit.WEEK, 1, _weekday(found[name])) for name in ("first", "second"))
    return _ask(
        say("“{words}” are two days of the week, and a follow-up repeats on one. Which one is it?", words=words), *days
    )


def _day_of_month(found: re.Match[str], _words: str) -> Repeat:
    return Repeat(Unit.MONTH, 1, day=int(found["day"] or found["day2"]))


def _ask(sentence: str, *rules: Repeat) -> Repeat:
    raise DoubtError(Doubt(sentence, "every", tuple(Choice(_label(rule), "every", str(rule)) for rule in rules)))


def _label(rule: Repeat) -> str:
    return str(rule)[:1].upper() + str(rule)[1:]


def _weekday(name: str) -> int:
    return WEEKDAYS.index(name[:3])


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Repeat | None]], ...] = (
    (_TWO_DAYS, _two_days), (_NTH_DAY, _nth_day), (_SECOND, _second), (_DAY, _day), (_COUNTED, _counted),
    (_DAY_OF_MONTH, _day_of_month), (_END_OF_MONTH, lambda _found, _words: Repeat(Unit.MONTH, 1, day=31)),
    (_DATE, lambda found, _words: _on_date(found["date"].removeprefix("year on "))),
)  # fmt: skip  # a list of forms
