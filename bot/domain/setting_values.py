"""What can be the value of a setting, wherever it comes from: a form, the table in the database, the use case itself.

Read here from plain values (text, lists of text, the numbers of days) and refused with a sentence for its field.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import time
from functools import partial
from typing import Any

from bot.domain.closing_days import read_closings
from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import figure, later, say
from bot.domain.setting import Kind, Setting
from bot.domain.settings import WorkspaceSettings
from bot.domain.zones import find_zone

LONGEST = 60
"""Characters of what is typed; the longest zone has 32."""

MOST_WORDS, LONGEST_WORDS = 30, 60
"""So many reasons at most, and how long each may be: what a list in Slack shows whole."""

MOST_PEOPLE = 100
"""So many leads at most: more fit in no form, and are nobody's lead."""

CodeOf = Callable[[Kind, str], str | None]
"""The code of a country, a currency or days, from what was typed (it, or words); None: unknown. Only libraries know."""

_CHANNEL, _PERSON = re.compile(r"[CG][A-Z0-9]{2,30}"), re.compile(r"[UW][A-Z0-9]{2,30}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DAYS: dict[object, int] = {written: day for day in range(7) for written in (day, str(day))}
_UNREADABLE = (ValueError, TypeError, KeyError)

_UNKNOWN = {
    Kind.ZONE: later("I don't know the time zone “{typed}”. Write a city and its continent, such as Europe/Lisbon."),
    Kind.COUNTRY: later(
        "I don't know the country “{typed}”. Write its English name, or its code of two letters, such as PT."
    ),
    Kind.CURRENCY: later(
        "I don't know the currency “{typed}”. Write its English name, or its code of three letters, such as EUR."
    ),
}
"""Of what is typed. Everything else is chosen from what there is, unless somebody has made the request up."""


def read(setting: Setting, plain: Sequence[object], code_of: CodeOf) -> dict[str, Any]:
    """The values of a setting by their fields in WorkspaceSettings, from one plain value for each of its names.

    Raises NotUnderstoodError, with the field to mend.
    """
    try:
        if setting.kind is Kind.CLOSED:
            return {setting.name: read_closings(plain[0], partial(code_of, Kind.CLOSED), setting.name)}
        values = [_READERS[setting.kind](setting, value) for value in plain]
    except _UNREADABLE as error:
        raise NotUnderstoodError(_refusal(setting, plain[0]), field=setting.name) from error
    if setting.kind is Kind.HOURS and values[0] >= values[1]:
        raise NotUnderstoodError(say("The working day must end after it begins."), field=setting.names[1])
    if setting.kind is Kind.DAYS and not values[0]:
        raise NotUnderstoodError(say("Choose at least one working day."), field=setting.name)
    if setting.kind is Kind.WORDS:
        _check_words(setting, values[0])
    if setting.kind in {Kind.COUNTRY, Kind.CURRENCY} and values[0]:
        values = [code_of(setting.kind, values[0])]
        if values[0] is None:
            raise NotUnderstoodError(_refusal(setting, plain[0]), field=setting.name)
    return dict(zip(setting.names, values, strict=True))


def check_together(rules: WorkspaceSettings) -> None:
    """Raise NotUnderstoodError, with the field to mend, where two settings cannot be at the same time."""
    if rules.digest_until <= rules.digest_at:
        raise NotUnderstoodError(
            say(
                "The daily digest comes at {digest_at}; until when a late one is still sent must be "
                "later on the same day, such as 23:59. After that the next day's digest has it all.",
                digest_at=f"{rules.digest_at:%H:%M}",
            ),
            field="digest_until",
        )


def read_rhythm(at: str, days: Collection[str]) -> tuple[time, frozenset[int]]:
    """When somebody wants their own digest; no day at all: never. Raises NotUnderstoodError, with the field to mend."""
    try:
        when = read_time(at)
    except ValueError as error:
        raise NotUnderstoodError(say("Please choose a time, such as 08:30."), field="at") from error
    try:
        return when, read_days(list(days))
    except _UNREADABLE as error:
        raise NotUnderstoodError(say("Please choose from the days of the week."), field="days") from error


def read_time(value: object) -> time:
    """A wall-clock time as "08:30". Raises ValueError."""
    if isinstance(value, time):
        return value
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError
    return time(int(found[1]), int(found[2]))


def read_days(value: object) -> frozenset[int]:
    """Days of the week, Monday as 0, from a list. Raises ValueError, TypeError or KeyError."""
    return frozenset(_DAYS[day] for day in _list(value))


def is_channel_id(value: object) -> bool:
    """Whether it looks like the id of a channel."""
    return isinstance(value, str) and bool(_CHANNEL.fullmatch(value))


def is_person_id(value: object) -> bool:
    """Whether it looks like the id of a person."""
    return isinstance(value, str) and bool(_PERSON.fullmatch(value))


def _refusal(setting: Setting, value: object) -> str:
    unknown = _UNKNOWN.get(
        setting.kind, later("That cannot be chosen here. Please open the settings anew and choose again.")
    )
    typed = value.strip()[:40] if isinstance(value, str) else ""
    if setting.kind is Kind.NUMBER:
        least, most = setting.bounds
        return say("Please write a whole number from {least} to {most}.", least=figure(least), most=figure(most))
    return say(unknown, typed=typed)


def _id(looks_like: Callable[[object], bool], value: object) -> str | None:
    if value is None or value == "":
        return None
    if not looks_like(value):
        raise ValueError
    return str(value)


def _people(_setting: Setting, value: object) -> frozenset[str]:
    people = _list(value)
    if len(people) > MOST_PEOPLE or not all(map(is_person_id, people)):
        raise ValueError
    return frozenset(map(str, people))


def _words(_setting: Setting, value: object) -> tuple[str, ...]:
    """Each once, from a list, or from text: one a line, or with commas between them."""
    if isinstance(value, str):
        value = value.splitlines() if "\n" in value.strip() else value.split(",")
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise TypeError
    by_fold: dict[str, str] = {}
    for one in value:
        by_fold.setdefault(fold(one), " ".join(one.split()))
    return tuple(filter(None, by_fold.values()))


def _check_words(setting: Setting, words: tuple[str, ...]) -> None:
    if not words:
        raise NotUnderstoodError(say("Give at least one."), field=setting.name)
    if len(words) > MOST_WORDS:
        raise NotUnderstoodError(
            say("These are {words}; give up to {most_words}.", words=len(words), most_words=MOST_WORDS),
            field=setting.name,
        )
    if long := next((one for one in words if len(one) > LONGEST_WORDS), None):
        raise NotUnderstoodError(
            say(
                "“{long}…” is longer than {longest_words} characters. Please shorten it.",
                long=long[:40],
                longest_words=LONGEST_WORDS,
            ),
            field=setting.name,
        )


def _choice(setting: Setting, value: object) -> str:
    if not isinstance(value, str) or value not in setting.choices:
        raise ValueError
    return value


def _choices(setting: Setting, value: object) -> frozenset[str]:
    return frozenset(_choice(setting, one) for one in _list(value))


def _number(setting: Setting, value: object) -> int:
    """From a number, or from text; nothing typed means 0, where that can be."""
    least, most = setting.bounds
    number = int(value.strip() or "0") if isinstance(value, str) and value.strip().isdecimal() else value
    if value == "" and least == 0 and not setting.zero:
        return 0
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        raise ValueError
    return number


def _zone(_setting: Setting, value: object) -> str:
    typed = _text(value)
    zone = find_zone(typed) if typed else ""
    if zone is None:
        raise ValueError
    return zone


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError
    return value.strip()


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


_READERS: dict[Kind, Callable[[Setting, object], Any]] = {
    Kind.CHANNEL: lambda _setting, value: _id(is_channel_id, value),
    Kind.PERSON: lambda _setting, value: _id(is_person_id, value),
    Kind.PEOPLE: _people,
    Kind.TIME: lambda _setting, value: read_time(value),
    Kind.HOURS: lambda _setting, value: read_time(value),
    Kind.DAYS: lambda _setting, value: read_days(value),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.ZONE: _zone,
    Kind.COUNTRY: lambda _setting, value: _text(value),
    Kind.CURRENCY: lambda _setting, value: _text(value),
    Kind.WORDS: _words,
    Kind.NUMBER: _number,
}
"""Kind of setting -> (setting, plain value) -> its value. Each raises one of _UNREADABLE."""
