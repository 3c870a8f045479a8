"""A playbook begun with everybody in a list: what would be done, and what was."""

import json

from bot.domain.playbook_run import OfMany
from bot.views import ids
from bot.views.blocks import actions, button, context, modal, section
from bot.views.message import Message, View
from bot.views.mrkdwn import count, inert


def many_preview(planned: OfMany, place: str) -> View:
    """With whom it would begin; nothing is done yet."""
    number = len(planned.customer_ids)
    said = (
        f"*{inert(planned.playbook.name)}* would begin with *{count(number, 'customer')}* of {planned.total:,}: "
        f"{count(number * len(planned.playbook.steps), 'follow-up')}, each on its day."
    )
    others = planned.total - number
    left = f" {others:,} have it, or cannot have it, and are left out." if others else ""
    blocks = [
        section(said),
        context(_names(planned)),
        context(f"Nothing has begun yet.{left} Nobody is told now: steps stand in digests on their days. "
                "You can undo it as one."),
    ]  # fmt: skip  # one block a thought
    metadata = {"list": place, "playbook": planned.playbook.id, "seen": planned.playbook.version, "number": number}
    return modal(ids.BEGIN_MANY_FORM, "Begin playbook", blocks, submit=f"Begin {number}", metadata=json.dumps(metadata))


def many_begun(done: OfMany) -> Message:
    """For the one who did it."""
    text = f"*Begun*: {inert(done.playbook.name)} with {count(len(done.customer_ids), 'customer')}."
    undo = actions(button("Undo", ids.UNDO, done.undo_id))
    return Message(text, [section(text), context(_names(done)), undo])


def _names(one: OfMany) -> str:
    more = len(one.customer_ids) - len(one.names)
    return f"{', '.join(inert(name, 60) for name in one.names)}{f' and {more:,} more' if more > 0 else ''}"
