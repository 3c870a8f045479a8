"""What can be undone, and that it was."""

from collections.abc import Sequence

from bot.domain.undoable import Undoable
from bot.views import ids
from bot.views.blocks import button, section
from bot.views.days import moment
from bot.views.message import Message
from bot.views.mrkdwn import escape

FROM_LIST = "list:"
"""Marks the buttons of `/rapport undo`, which reach further back than those of a confirmation."""


def undone(what: str) -> Message:
    """It was taken back."""
    text = f"Undone: {escape(what)}."
    return Message(text, [section(f":leftwards_arrow_with_hook: *Undone*: {escape(what)}.")])


def undo_list(found: Sequence[Undoable]) -> Message:
    """What can be taken back, the newest first."""
    if not found:
        return Message("There is nothing of yours to undo.", [section("There is nothing of yours to undo.")])
    blocks = [section("*What you did lately.* Undo takes back one thing.")]
    for one in found:
        take_back = button("Undo", ids.UNDO, f"{FROM_LIST}{one.entry_id}")
        what = one.what[:1].upper() + one.what[1:]
        blocks.append(section(f"{escape(what)} · {moment(one.at)}", take_back))
    return Message("What you did lately and can undo.", blocks)
