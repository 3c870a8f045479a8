"""What can be undone, and that it was."""

from collections.abc import Sequence

from bot.domain.undoable import Undoable
from bot.views import ids
from bot.views.blocks import button, section
from bot.views.days import moment
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert

FROM_LIST = "list:"
"""Marks the buttons of `/rapport undo`, which reach further back than those of a confirmation."""


def undone(what: str) -> Message:
    """It was taken back."""
    text = f"Undone: {inert(what)}."
    return Message(text, [section(f":leftwards_arrow_with_hook: *Undone*: {inert(what)}.")])


def undo_list(found: Sequence[Undoable], outcome: Message | None = None) -> Message:
    """What can be taken back, the newest first. `outcome` is what was just taken back in it."""
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    if not found:
        text = f"{said}There is nothing{' more' if outcome else ''} of yours to undo."
        return Message(text, [*done, section("There is nothing of yours to undo.")])
    heading = section("*What you did lately.* Undo takes back one thing.")
    return Message(f"{said}What you did lately and can undo.", [*done, heading, *undo_rows(found)])


def undo_rows(found: Sequence[Undoable]) -> list[Block]:
    """Each with its button, where it can be taken back; else why not."""
    return [
        section(f"{_line(one)}\n_built upon since: undo that first, or change it by hand_")
        if one.is_built_upon
        else section(_line(one), button("Undo", ids.UNDO, f"{FROM_LIST}{one.entry_id}"))
        for one in found
    ]


def _line(one: Undoable) -> str:
    """What, for whom, in which words, by whom where it was another, and when."""
    what = one.what[:1].upper() + one.what[1:]
    words = f": “{inert(one.words, 80)}”" if one.words else ""
    by = f" · <@{one.by}>" if one.by else ""
    return f"{inert(what)}{words}{by} · {moment(one.at)}"
