"""How often something comes again, as people read it; it is kept in English (repeating.py), and read in it."""

from collections.abc import Mapping

from babel.dates import get_day_names, get_month_names

from bot.domain.repeating import Repeat, Unit, ordinal
from bot.domain.saying import ENGLISH, language, later, later_count, say, say_count

_OFTEN: Mapping[Unit, tuple[str, str]] = {
    Unit.DAY: later_count("every working day", "every {number} working days"),
    Unit.WEEK: later_count("every week", "every {number} weeks"),
    Unit.MONTH: later_count("every month", "every {number} months"),
    Unit.YEAR: later_count("every year", "every {number} years"),
}

_NTH: Mapping[int, str] = {
    1: later("{often} on the first {weekday}"),
    2: later("{often} on the second {weekday}"),
    3: later("{often} on the third {weekday}"),
    4: later("{often} on the fourth {weekday}"),
    -1: later("{often} on the last {weekday}"),
    0: later("{often} on {weekday}"),
}
"""Which one of a month -> what is said; 0: each."""


def repeat_words(kept: str) -> str:
    """The words of a rule that is kept ("every 2 weeks on Monday"); what is no rule stays as it is."""
    try:
        rule = Repeat.read(kept)
    except ValueError:
        return kept
    often = say_count(*_OFTEN[rule.unit], rule.every)
    if rule.unit is Unit.YEAR and rule.day and rule.month:
        month = get_month_names("wide", locale=language())[rule.month]
        return say("{often} on {day} {month}", often=often, day=rule.day, month=month)
    if rule.weekday is not None:
        weekday = get_day_names("wide", locale=language())[rule.weekday]
        return say(_NTH[rule.nth], often=often, weekday=weekday)
    if rule.day:
        day = ordinal(rule.day) if language() == ENGLISH else str(rule.day)
        return say("{often} on the {day}", often=often, day=day)
    return often
