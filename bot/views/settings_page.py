"""`/rapport settings`: what everybody sets for themselves, and for leads every rule of the team, as it stands."""

import json
from dataclasses import dataclass
from typing import Any

from bot.domain.digest import MyDigest
from bot.domain.samples import SAMPLES
from bot.domain.saying import LANGUAGES, capital, later, say
from bot.domain.setting import Setting
from bot.domain.setting_groups import GROUPS, Group
from bot.domain.settings import USUAL, WorkspaceSettings, is_usual
from bot.views import ids
from bot.views.blocks import actions, button, confirm, context, divider, header, modal, section
from bot.views.message import Block, Message, View
from bot.views.settings_words import days_in_words, usual_words, value_words
from bot.views.size import cut

LONGEST_VALUE = 600
"""Characters of a value on the page; lists of words can be longer, and are whole in their form."""

PAGE = "settings"
"""Among the ids of a view: it is this page, which is drawn anew after a click in it."""

WHO_MAY = frozenset({"leads", "admins_only"})
"""Settings by whose default somebody may shut themselves out."""

OWN_PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "alerts": (
        (later("Deadlines…"), ids.SHOW_DEADLINES),
        (later("Stewards…"), ids.SHOW_STEWARDS),
        (later("Watched channels…"), ids.OPEN_WATCHED),
        (later("Reactions…"), ids.OPEN_REACTIONS),
    ),
    "notes": ((later("Wordings of notes…"), ids.SHOW_TEMPLATES),),
    "customers": (
        (later("Fields of customers…"), ids.SHOW_FIELDS),
        (later("Playbooks…"), ids.OPEN_PLAYBOOKS),
    ),
}
"""Group -> pages and forms of their own that belong to it: what is on the button, and its id."""


@dataclass(frozen=True)
class SettingsPage:
    """What the page shows to one person. `language`: a key of LANGUAGES, "" for that of Slack.

    `rules` are those in force, with the channels in use; None where they may not change them. `chosen`: without those.
    """

    digest: MyDigest
    is_away: bool
    language: str
    rules: WorkspaceSettings | None
    chosen: WorkspaceSettings = USUAL


def settings_page(seen: SettingsPage, outcome: Message | None = None) -> View:
    """On top what came of the last click, if anything."""
    blocks = [*(outcome.blocks if outcome else []), *_own(seen)]
    if seen.rules:
        blocks += [divider(), *(block for group in GROUPS for block in _group(group, seen.rules, seen.chosen))]
    else:
        blocks.append(
            context(say("Leads and workspace admins set the rules of the team: `/rapport roles` says who they are."))
        )
    return modal("", say("Settings"), blocks, metadata=json.dumps({PAGE: True}))


def _own(seen: SettingsPage) -> list[Block]:
    back = button(say("I'm back"), ids.COME_BACK) if seen.is_away else button(say("I'm away…"), ids.OPEN_AWAY)
    away = say("*Away*: you are, and others cover what comes due") if seen.is_away else say("*Away*: you are not")
    language = LANGUAGES.get(seen.language) or say("as in Slack")
    spoken = say("*Language*: {language}", language=language)
    return [
        header(say("For you")),
        section(_digest(seen.digest), button(say("Change…"), ids.OPEN_MY_DIGEST)),
        section(away, back),
        section(spoken, button(say("Change…"), ids.OPEN_LANGUAGE)),
    ]


def _digest(mine: MyDigest) -> str:
    rhythm = mine.rhythm
    if not rhythm.days:
        return say("*My daily digest*: you get none")
    days, zone = days_in_words(rhythm.days), rhythm.tz
    return say("*My daily digest*: {at}, {days}, by the clock of {zone}", at=f"{rhythm.at:%H:%M}", days=days, zone=zone)


def _group(group: Group, rules: WorkspaceSettings, chosen: WorkspaceSettings) -> list[Block]:
    rows = [_row(setting, rules, chosen) for setting in group.settings]
    pages = [button(say(words), name) for words, name in OWN_PAGES.get(group.key, ())]
    change = button(say("Change…"), ids.CHANGE_SETTINGS, group.key)
    samples = [actions(button(say(one.label), ids.SEND_SAMPLE, one.key)) for one in SAMPLES if one.group == group.key]
    return [header(say(group.title)), *rows, actions(change, *pages), *samples]


def _row(setting: Setting, rules: WorkspaceSettings, chosen: WorkspaceSettings) -> Block:
    label, effect, usual = say(setting.label), _sentence(say(setting.effect)), usual_words(setting)
    value = usual if is_usual(setting, rules) else cut(value_words(setting, rules), LONGEST_VALUE)
    if is_usual(setting, chosen):
        return section(say("*{label}*: {value} _(the default)_\n{effect}", label=label, value=value, effect=effect))
    text = say("*{label}*: {value}\n{effect} Default: {usual}.", label=label, value=value, effect=effect, usual=usual)
    sure = _sure(f"{label}: {usual}") if setting.name in WHO_MAY else None
    return section(text, button(say("Back to default"), ids.RESET_SETTING, setting.name, confirmation=sure))


def _sure(text: str) -> dict[str, Any]:
    more = say("Who is no lead by it can't change it back.")
    return confirm(say("Back to default?"), f"{text}. {more}", say("Back to default"))


def _sentence(words: str) -> str:
    return f"{capital(words)}."
