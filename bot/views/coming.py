"""That a playbook is about to begin, beneath what begins it."""

from collections.abc import Iterable

from bot.domain.coming import Coming
from bot.views.blocks import context
from bot.views.message import Block
from bot.views.mrkdwn import count, inert


def coming_notes(begins: Iterable[Coming]) -> list[Block]:
    """A line for each."""
    lines = [
        f":bookmark_tabs: {inert(one.name, 60)} begins: {count(one.steps, 'step')}, the first on "
        f"{one.first:%a} {one.first.day} {one.first:%b}"
        for one in begins
    ]
    return [context("\n".join(lines))] if lines else []
