"""What can be undone, and that it was."""

from collections.abc import Sequence

from bot.domain.saying import capital, say
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
    text = say("Undone: {what}.", what=inert(what))
    return Message(text, [section(say(":leftwards_arrow_with_hook: *Undone*: {what}.", what=inert(what)))])


def undo_list(found: Sequence[Undoable], outcome: Message | None = None) -> Message:
    """What can be taken back, the newest first. `outcome` is what was just taken back in it."""
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    if not found:
        text = say("{said}There is nothing{what} of yours to undo.", said=said, what=say(" more") if outcome else "")
        return Message(text, [*done, section(say("There is nothing of yours to undo."))])
    heading = section(say("*What you did lately.* Undo takes back one thing."))
    return Message(say("{said}What you did lately and can undo.", said=said), [*done, heading, *undo_rows(found)])


def undo_rows(found: Sequence[Undoable]) -> list[Block]:
    """Each with its button, where it can be taken back; else why not."""
    return [
        section(say("{line}\n_built upon since: undo that first, or change it by hand_", line=_line(one)))
        if one.is_built_upon
        else section(_line(one), button(say("Undo"), ids.UNDO, f"{FROM_LIST}{one.entry_id}"))
        for one in found
    ]


def _line(one: Undoable) -> str:
    """What, for whom, in which words, by whom where it was another, and when."""
    what = capital(one.what)
    words = f": “{inert(one.words, 80)}”" if one.words else ""
    by = f" · <@{one.by}>" if one.by else ""
    return f"{inert(what)}{words}{by} · {moment(one.at)}"
