"""Notes of which somebody said that they are fine: which, how many alerts they spared, and a way back for leads."""

from bot.domain.said_fine import Said
from bot.views import ids
from bot.views.blocks import button, confirm, context, section
from bot.views.message import Block
from bot.views.mrkdwn import count, inert

LISTED = 8
"""So many are listed, the latest first."""

QUOTED = 120
"""So many characters of each."""


def fine_notes(notes: list[Said], *, may_take_back: bool) -> list[Block]:
    """Nothing where there are none; members see how many there are, leads each with its button."""
    if not notes:
        return []
    spared = count(sum(said.spared for said in notes), "alert")
    heading = section(f"*Such notes are fine*\nSaid of {count(len(notes), 'note')}; {spared} spared since.")
    if not may_take_back:
        return [heading]
    more = [context(f"and {len(notes) - LISTED} more")] if len(notes) > LISTED else []
    return [heading, *map(_line, notes[:LISTED]), *more]


def _line(said: Said) -> Block:
    words = f"“{inert(said.text, QUOTED)}”\nsaid by <@{said.said_by}>, {count(said.spared, 'alert')} spared"
    question = confirm("Not fine after all?", "The next note of these words alarms the team again.", "Take back")
    return section(words, button("Take back", ids.TAKE_BACK_FINE, str(said.touchpoint_id), confirmation=question))
