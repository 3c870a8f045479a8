"""That a playbook is about to begin or end, beneath what does it."""

from collections.abc import Iterable

from bot.domain.coming import Coming
from bot.views.blocks import context
from bot.views.message import Block
from bot.views.mrkdwn import count, inert


def coming_notes(begins: Iterable[Coming]) -> list[Block]:
    """A line for each."""
    lines = [f":bookmark_tabs: {inert(one.name, 60)} {_what(one)}" for one in begins]
    return [context("\n".join(lines))] if lines else []


def _what(one: Coming) -> str:
    if one.first is None:
        return f"ends: {count(one.steps, 'step')} left undone"
    return f"begins: {count(one.steps, 'step')}, the first on {one.first:%a} {one.first.day} {one.first:%b}"
