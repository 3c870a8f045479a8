"""The rules in force: what was chosen in Slack, where that can be, else what counts where nothing is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot.domain.errors import NotUnderstoodError
from bot.domain.problems import Problem
from bot.domain.saying import say
from bot.domain.setting import Kind, Setting
from bot.domain.setting_values import check_together, read
from bot.domain.settings import SETTINGS, USUAL, WorkspaceSettings
from bot.reading.closing_days import closing_code
from bot.reading.countries import country_called
from bot.use_cases.currency import currency_called
from storage import settings
from storage.database import UnitOfWork


@dataclass(frozen=True)
class Rules:
    """`wrong`: the settings of which something is stored that cannot be, so that it is as if nothing were chosen."""

    in_force: WorkspaceSettings
    wrong: tuple[Setting, ...]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, for status, `rapport doctor` and the leads."""
        return [
            Problem(
                say("setting {name}", name=one.name),
                say(
                    "What is stored for the setting “{label}” cannot be, so it is as if nothing were chosen "
                    "there. Save `/rapport settings` once more to mend it.",
                    label=one.label,
                ),
            )
            for one in self.wrong
        ]


def rules(uow: UnitOfWork) -> Rules:
    """Read from the table of the database. What cannot be counts for nothing; the others stand."""
    stored, values, wrong = settings.stored(uow), dict[str, Any](), []
    for setting in SETTINGS:
        if stored.keys().isdisjoint(setting.names):
            continue
        try:
            values |= _values(setting, {name: stored.get(name, getattr(USUAL, name)) for name in setting.names})
        except NotUnderstoodError:
            wrong.append(setting)
    try:
        check_together(replace(USUAL, **values))
    except NotUnderstoodError as error:
        if values.pop(str(error.field), None):  # the other of the two stands
            wrong += [setting for setting in SETTINGS if setting.name == error.field]
    return Rules(replace(USUAL, **values), tuple(wrong))


def check(chosen: WorkspaceSettings) -> None:
    """Raise NotUnderstoodError, with the field to mend, where something of this cannot be a rule."""
    plain = settings.snapshot(chosen)
    for setting in SETTINGS:
        _values(setting, plain)
    check_together(chosen)


def read_plain(plain: Mapping[str, object]) -> dict[str, Any]:
    """The values of those settings that are kept in `plain`, by field. Raises NotUnderstoodError for what cannot be."""
    there = [setting for setting in SETTINGS if plain.keys() >= set(setting.names)]
    return {name: value for setting in there for name, value in _values(setting, plain).items()}


def _values(setting: Setting, plain: Mapping[str, object]) -> dict[str, Any]:
    return read(setting, [plain[name] for name in setting.names], code_of)


@lru_cache(maxsize=256)
def code_of(kind: Kind, typed: str) -> str | None:
    """The code of a currency, a country whose public holidays are known, or closing days, as typed; else None."""
    if kind is Kind.CLOSED:
        return closing_code(typed)
    if kind is Kind.CURRENCY:
        return currency_called(typed)
    code = country_called(typed)
    if code is None:
        return None
    import holidays  # noqa: PLC0415  # because it takes a tenth of a second, and few set a country

    return code if code in holidays.list_supported_countries() else None
