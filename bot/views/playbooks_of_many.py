"""A playbook begun with everybody in a list: what would be done, and what was."""

import json

from bot.domain.playbook_run import OfMany
from bot.domain.saying import figure, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, context, modal, section
from bot.views.message import Message, View
from bot.views.mrkdwn import inert


def many_preview(planned: OfMany, place: str) -> View:
    """With whom it would begin; nothing is done yet."""
    number = len(planned.customer_ids)
    said = say(
        "*{name}* would begin with *{count}* of {total}: {count_2}, each on its day.",
        name=inert(planned.playbook.name),
        count=say_count("{number} customer", "{number} customers", number),
        total=figure(planned.total),
        count_2=say_count("{number} follow-up", "{number} follow-ups", number * len(planned.playbook.steps)),
    )
    others = planned.total - number
    left = say(" {others} have it, or cannot have it, and are left out.", others=figure(others)) if others else ""
    blocks = [
        section(said),
        context(_names(planned)),
        context(say(
"Nothing has begun yet.{left} Nobody is told now: steps stand in digests on their days. "
"You can undo it as one.", left=left)),
    ]  # fmt: skip  # one block a thought
    metadata = {"list": place, "playbook": planned.playbook.id, "seen": planned.playbook.version, "number": number}
    return modal(
        form_ids.BEGIN_MANY_FORM,
        say("Begin playbook"),
        blocks,
        submit=say("Begin {number}", number=number),
        metadata=json.dumps(metadata),
    )


def many_begun(done: OfMany) -> Message:
    """For the one who did it."""
    text = say(
        "*Begun*: {name} with {count}.",
        name=inert(done.playbook.name),
        count=say_count("{number} customer", "{number} customers", len(done.customer_ids)),
    )
    undo = actions(button(say("Undo"), ids.UNDO, done.undo_id))
    return Message(text, [section(text), context(_names(done)), undo])


def _names(one: OfMany) -> str:
    more = len(one.customer_ids) - len(one.names)
    names = ", ".join(inert(name, 60) for name in one.names)
    return say("{names} and {more} more", names=names, more=figure(more)) if more > 0 else names
