"""Rules of the workspace that could formerly be given by the environment, and are chosen in Slack now.

A value that is still there is taken over once into the database (bot/use_cases/taking_over.py), so that nobody who
updates finds Rapport otherwise than before; then the variable can be removed.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dotenv import dotenv_values

from bot.config import readers
from bot.config.wrong_variable import WrongVariable
from bot.domain.setting import Kind, Setting
from bot.domain.settings import SETTINGS


@dataclass(frozen=True)
class FormerRules:
    """`values` by field of WorkspaceSettings; `names`: the variables there are, `wrong`: those that cannot be read."""

    values: Mapping[str, Any]
    names: tuple[str, ...]
    wrong: tuple[WrongVariable, ...]


def former_rules() -> FormerRules:
    """From the environment, else from `.env`; an empty variable is as good as none."""
    given = {name: text for name, text in {**_file(), **os.environ}.items() if text and text.strip()}
    there = [setting for setting in SETTINGS if setting.variable in given]
    values: dict[str, Any] = {}
    wrong = []
    for setting in there:
        try:
            values |= _values(setting, given[setting.variable])
        except ValueError as error:
            wrong.append(WrongVariable(setting.variable, f"{error}: {setting.effect}"))
    return FormerRules(values, tuple(setting.variable for setting in there), tuple(wrong))


def _file() -> Mapping[str, str | None]:
    try:
        return dotenv_values(".env")
    except UnicodeDecodeError:  # told by `load`, which reads the same file
        return {}


def _values(setting: Setting, text: str) -> dict[str, Any]:
    value = _READERS[setting.kind](setting, text)
    return dict(zip(setting.names, value if setting.kind is Kind.HOURS else [value], strict=True))


def _choice(setting: Setting, text: str) -> str:
    found = next((one for one in setting.choices if one.lower() == text.strip().lower()), None)
    if found is None:
        raise ValueError(f"must be one of {', '.join(setting.choices)}")
    return found


_READERS: dict[Kind, Callable[[Setting, str], Any]] = {
    Kind.CHANNEL: lambda _setting, text: readers.channel(text),
    Kind.PERSON: lambda _setting, text: readers.person(text),
    Kind.PEOPLE: lambda _setting, text: readers.people(text),
    Kind.TIME: lambda _setting, text: readers.time_of_day(text),
    Kind.HOURS: lambda _setting, text: readers.hours(text),
    Kind.DAYS: lambda _setting, text: readers.weekdays(text),
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda _setting, text: readers.rights(text),
    Kind.ZONE: lambda _setting, text: readers.zone(text),
    Kind.COUNTRY: lambda _setting, text: readers.country(text),
    Kind.CURRENCY: lambda _setting, text: readers.currency(text),
    Kind.WORDS: lambda _setting, text: readers.words(text),
    Kind.NUMBER: lambda setting, text: readers.number(text, *setting.bounds),
}
"""Kind of setting -> (setting, text) -> its value. Each raises ValueError with what it must be."""
