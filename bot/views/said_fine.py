"""Notes of which somebody said that they are fine: which, how many alerts they spared, and a way back for leads."""

from bot.domain.said_fine import Said
from bot.domain.saying import say, say_count
from bot.views import ids
from bot.views.blocks import button, confirm, context, section
from bot.views.message import Block
from bot.views.mrkdwn import inert

LISTED = 8
"""So many are listed, the latest first."""

QUOTED = 120
"""So many characters of each."""


def fine_notes(notes: list[Said], *, may_take_back: bool) -> list[Block]:
    """Nothing where there are none; members see how many there are, leads each with its button."""
    if not notes:
        return []
    spared = say_count("{number} alert", "{number} alerts", sum(said.spared for said in notes))
    heading = section(
        say(
            "*Such notes are fine*\nSaid of {count}; {spared} spared since.",
            count=say_count("{number} note", "{number} notes", len(notes)),
            spared=spared,
        )
    )
    if not may_take_back:
        return [heading]
    more = [context(say("and {notes} more", notes=len(notes) - LISTED))] if len(notes) > LISTED else []
    return [heading, *map(_line, notes[:LISTED]), *more]


def _line(said: Said) -> Block:
    words = say(
        "“{text}”\nsaid by <@{said_by}>, {count} spared",
        text=inert(said.text, QUOTED),
        said_by=said.said_by,
        count=say_count("{number} alert", "{number} alerts", said.spared),
    )
    question = confirm(
        say("Not fine after all?"), say("The next note of these words alarms the team again."), say("Take back")
    )
    return section(words, button(say("Take back"), ids.TAKE_BACK_FINE, str(said.touchpoint_id), confirmation=question))
