"""A setting's value in words."""

from collections.abc import Callable
from datetime import time

from bot.domain.day_names import weekday_short
from bot.domain.saying import capital, say
from bot.domain.setting import Kind, Setting
from bot.domain.settings import WorkspaceSettings
from bot.views.closing_days import stretches
from bot.views.mrkdwn import escape

NAMED = 8
"""So many people are named."""


def value_words(setting: Setting, rules: WorkspaceSettings) -> str:
    """What is chosen, escaped; else what counts where nothing is."""
    values = [getattr(rules, name) for name in setting.names]
    if values[0] == 0 and setting.zero:
        return say(setting.zero)
    if values[0] in (None, "", frozenset(), ()) or (setting.kind is Kind.NUMBER and not values[0]):
        return say("{unset} (not set)", unset=say(setting.unset))
    if setting.kind is Kind.CHOICES:
        return escape(", ".join(capital(say(words)) for one, words in setting.choices.items() if one in values[0]))
    words = _WORDS.get(setting.kind)
    return words(*values) if words else escape(say(setting.choices.get(values[0], values[0])))


def usual_words(setting: Setting) -> str:
    """What counts where nothing is chosen, in the words of the form."""
    return say(setting.choices.get(setting.unset, setting.unset))


def _people(people: frozenset[str]) -> str:
    named = [f"<@{person}>" for person in sorted(people)]
    more = [say("{named} more", named=len(named) - NAMED)] if len(named) > NAMED else []
    return ", ".join(named[:NAMED] + more)


def _times(*times: time) -> str:
    return "-".join(f"{at:%H:%M}" for at in times)


def days_in_words(days: frozenset[int]) -> str:
    """Days of the week, Monday as 0: "Mon-Fri", "Mon, Wed"."""
    ordered = sorted(days)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:  # noqa: PLR2004  # of two one says both
        return f"{weekday_short(ordered[0])}-{weekday_short(ordered[-1])}"
    return ", ".join(weekday_short(day) for day in ordered)


_WORDS: dict[Kind, Callable[..., str]] = {
    Kind.CHANNEL: lambda channel: f"<#{channel}>",
    Kind.PERSON: lambda person: f"<@{person}>",
    Kind.PEOPLE: _people,
    Kind.TIME: _times,
    Kind.HOURS: _times,
    Kind.DAYS: days_in_words,
    Kind.WORDS: lambda words: escape(", ".join(words)),
    Kind.NUMBER: str,
    Kind.CLOSED: stretches,
}
"""Kind of setting -> its values in words; all others are words already."""
