"""Who mends a theme: what they are told, what stands on their Home, and what a lead who names one reads."""

from collections.abc import Sequence
from datetime import date

from bot.domain.saying import say
from bot.domain.theme import Standing, Weighed
from bot.domain.theme_seen import MenderTold
from bot.views import ids
from bot.views.blocks import actions, button, context, section
from bot.views.caretaker import until
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert
from bot.views.theme_words import standing_words, trend_words, weight_words

MOST_ROWS = 5
"""So many themes stand on Home; the list has the others."""


def mender(told: MenderTold) -> Message:
    """For whoever was named: what is behind it, and what can be said of it. What was said is a click away."""
    theme = told.weighed.theme
    name = inert(theme.name)
    if theme.owner != told.person:
        return _plain(say("“{name}” is not yours to mend any more.", name=name), theme.id)
    if theme.standing is Standing.MENDED:
        return _plain(say("“{name}” is mended. Thank you.", name=name), theme.id)
    head, behind = _head(told, name), _behind(told.weighed, told.currency)
    cause = say("Cause: {cause}", cause=inert(theme.cause)) if theme.cause else ""
    begin = button(say("Being mended"), ids.BEGIN_MENDING, theme.id)
    ways = [
        button(say("Show what was said"), ids.SHOW_THEME, theme.id, style="primary"),
        *([begin] if theme.standing is Standing.OPEN else []),
        button(say("Mended…"), ids.MEND_THEME, theme.id),
    ]
    lines = [f"*{head}*", standing_words(theme, with_owner=False), behind, cause]
    return Message(f"{head} {behind}", [section("\n".join(filter(None, lines))), actions(*ways)])


def nothing_to_mend() -> Message:
    """The same once the theme is gone."""
    text = say("A theme that was yours to mend was removed, or merged into another.")
    return Message(text, [section(text, button(say("All themes"), ids.SHOW_THEMES))])


def mending_rows(themes: Sequence[Weighed], currency: str) -> list[Block]:
    """On Home: each with what is behind it."""
    rows = [
        section(
            f"*{inert(one.theme.name)}* · {standing_words(one.theme, with_owner=False)}\n{_behind(one, currency)}",
            button(say("Open"), ids.SHOW_THEME, one.theme.id, spoken=say("Open {name}", name=one.theme.name)),
        )
        for one in themes[:MOST_ROWS]
    ]
    more = len(themes) - MOST_ROWS
    return [*rows, *([context(say("and {more} more: `/rapport themes`", more=more))] if more > 0 else [])]


def named_words(person: str, back_on: date | None) -> str:
    """For the lead who named somebody: when they are told."""
    if back_on is None:
        return say("<@{person}> is told.", person=person)
    return say("<@{person}> is {until}, and is told then.", person=person, until=until(back_on))


def _head(told: MenderTold, name: str) -> str:
    if told.by is None:
        return say("“{name}” is yours to mend.", name=name)
    if told.is_again:
        return say("<@{by}> opened “{name}” again, which is yours to mend.", by=told.by, name=name)
    return say("<@{by}> asks you to see that “{name}” is mended.", by=told.by, name=name)


def _behind(one: Weighed, currency: str) -> str:
    """Without what one or two customers are worth: whoever mends it need not lead."""
    return f"{weight_words(one.weight, currency, sees_value=False)} · {trend_words(one.weight)}"


def _plain(text: str, theme_id: int) -> Message:
    return Message(text, [section(text, button(say("Open"), ids.SHOW_THEME, theme_id))])
