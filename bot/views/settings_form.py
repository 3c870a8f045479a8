"""The forms behind `/rapport settings`, one for each group, made from the table of settings."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from types import MappingProxyType

from bot.domain.saying import capital, figure, say
from bot.domain.setting import Kind, Setting
from bot.domain.setting_groups import Group
from bot.domain.setting_values import LONGEST
from bot.domain.settings import WorkspaceSettings
from bot.views import form_ids
from bot.views.blocks import (
    days_input,
    field,
    modal,
    multi_select,
    number_input,
    option,
    people_multi_select,
    people_select,
    plain,
    select,
    text_input,
    time_input,
)
from bot.views.closing_days import stretch
from bot.views.message import Block, View
from bot.views.settings_words import usual_words

NOTHING_GOES: Mapping[str, int] = MappingProxyType({})


def settings_form(
    group: Group,
    rules: WorkspaceSettings,
    seen: Mapping[str, str],
    zone: str,
    would_go: Mapping[str, int] = NOTHING_GOES,
) -> View:
    """One group of settings, as it stands. `zone` is the zone in force, also where none is chosen.

    `seen` has how each stood, for the one who reads what is sent; `would_go`: of how many touchpoints the words go by
    each choice of how long they are kept.
    """
    fields = [block for setting in group.settings for block in _fields(_counted(setting, would_go), rules, zone)]
    metadata = json.dumps({"group": group.key, "seen": dict(seen)})
    return modal(form_ids.SETTINGS_FORM, say(group.title), fields, submit=say("Save"), metadata=metadata)


def _counted(setting: Setting, would_go: Mapping[str, int]) -> Setting:
    """What would go is said before it is chosen."""
    choices = {
        value: say("{words} ({would_go} would be reduced tonight)", words=say(words), would_go=figure(would_go[value]))
        if value in would_go
        else words
        for value, words in setting.choices.items()
    }
    return replace(setting, choices=choices) if setting.name == "keep_words" else setting


def _fields(setting: Setting, rules: WorkspaceSettings, zone: str) -> list[Block]:
    values = [getattr(rules, name) for name in setting.names]
    effect = say(setting.effect)
    hint = f"{capital(effect)}."
    if setting.kind is Kind.HOURS:
        label, hints = say(setting.label), (hint, "")
        labels = (say("{label} from", label=label), say("{label} until", label=label))
        hours = zip(labels, setting.names, values, hints, strict=True)
        return [field(one, time_input(name, at), hint=of_it) for one, name, at, of_it in hours]
    needs_value = (
        setting.kind in {Kind.TIME, Kind.DAYS, Kind.CHOICE, Kind.WORDS} or setting.bounds[0] > 0 or bool(setting.zero)
    )
    empty = "" if needs_value else say(" Empty: {unset}.", unset=usual_words(setting))
    now = say(" Now: {zone}.", zone=zone) if setting.kind is Kind.ZONE and not rules.timezone else ""
    element = _ELEMENTS[setting.kind](setting, values[0])
    return [field(say(setting.label), element, optional=not needs_value, hint=f"{hint}{empty}{now}")]


def _channel(setting: Setting, chosen: str | None) -> Block:
    element: Block = {
        "type": "conversations_select",
        "action_id": setting.name,
        "placeholder": plain(say("Choose a channel")),
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
    }
    return {**element, "initial_conversation": chosen} if chosen else element


def _choice(setting: Setting, chosen: str) -> Block:
    return select(setting.name, [option(say(words), value) for value, words in setting.choices.items()], chosen)


def _choices(setting: Setting, chosen: frozenset[str]) -> Block:
    """A list, as Slack takes ten checkboxes at most, and there are more rights than that."""
    options = [option(capital(say(words)), value) for value, words in setting.choices.items()]
    return multi_select(setting.name, options, chosen)


def _typed(setting: Setting, chosen: str) -> Block:
    return text_input(setting.name, chosen, longest=LONGEST, hint=say(setting.written))


def _time(setting: Setting, chosen: time) -> Block:
    return time_input(setting.name, chosen)


_ELEMENTS: dict[Kind, Callable[..., Block]] = {
    Kind.CHANNEL: _channel,
    Kind.PERSON: lambda setting, chosen: people_select(setting.name, chosen),
    Kind.PEOPLE: lambda setting, chosen: people_multi_select(setting.name, chosen),
    Kind.TIME: _time,
    Kind.DAYS: lambda setting, chosen: days_input(setting.name, chosen),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.ZONE: _typed,
    Kind.COUNTRY: _typed,
    Kind.CURRENCY: _typed,
    Kind.WORDS: lambda setting, chosen: text_input(setting.name, "\n".join(chosen), lines=True),
    Kind.CLOSED: lambda setting, chosen: text_input(
        setting.name, "\n".join(map(stretch, chosen)), lines=True, hint=say(setting.written)
    ),
    Kind.NUMBER: lambda setting, chosen: number_input(setting.name, str(chosen or ("0" if setting.zero else ""))),
}
"""Kind of setting -> the element by which it is chosen: (setting, its value) -> element."""
