"""That a playbook is about to begin or end, beneath what does it."""

from collections.abc import Iterable

from bot.domain.coming import Coming
from bot.domain.day_names import short_day
from bot.domain.saying import say, say_count
from bot.views.blocks import context
from bot.views.message import Block
from bot.views.mrkdwn import inert


def coming_notes(begins: Iterable[Coming]) -> list[Block]:
    """A line for each."""
    lines = [f":bookmark_tabs: {inert(one.name, 60)} {_what(one)}" for one in begins]
    return [context("\n".join(lines))] if lines else []


def _what(one: Coming) -> str:
    if one.first is None:
        return say("ends: {count} left undone", count=say_count("{number} step", "{number} steps", one.steps))
    return say(
        "begins: {count}, the first on {day}",
        count=say_count("{number} step", "{number} steps", one.steps),
        day=short_day(one.first),
    )
