"""Handing over what is somebody's: who gets it, the preview, and what everybody concerned is told."""

import json
from collections.abc import Collection, Mapping, Sequence

from bot.domain.handover import MOST_TAKERS, Belongings, Handover, Part
from bot.domain.listing import Listing
from bot.views import ids
from bot.views.blocks import actions, button, checkboxes, context, field, modal, option, people_multi_select, section
from bot.views.message import Message, View

_WORDS = {
    Part.CUSTOMERS: ("customer", "The customers they own"),
    Part.BACKUP: ("backup duty", "Their backup duties"),
    Part.FOLLOWUPS: ("follow-up", "What they have to do"),
}


def handover_form(what: Belongings) -> View:
    """Asks who gets it, and what of it."""
    counts = what.counts
    parts = [option(f"{label} ({counts[part]:,})", part) for part, (_, label) in _WORDS.items() if part in counts]
    blocks = [
        section(f"<@{what.person}> has {_amount(counts)}."),
        field(
            "Who takes over",
            people_multi_select("takers", most=MOST_TAKERS),
            hint="Several share it out evenly; a customer's backup owner comes first for that customer.",
        ),
        field("What", checkboxes("parts", parts, list(counts))),
    ]
    metadata = json.dumps({"giver": what.person})
    return modal(ids.HANDOVER_FORM, "Hand over", blocks, submit="Preview", metadata=metadata)


def handover_preview(planned: Handover, takers: Sequence[str], parts: Collection[Part]) -> View:
    """Who would get what; nothing is done yet."""
    lines = [f"• <@{taker}>: {_amount(share)}" for taker, share in planned.shares.items()]
    blocks = [
        section("\n".join([f"*What is <@{planned.giver}>'s goes to*", *lines])),
        context("Nothing has changed yet. They are told, each once. You can undo it."),
    ]
    metadata = json.dumps({"giver": planned.giver, "takers": list(takers), "parts": sorted(parts)})
    return modal(ids.HANDOVER_PREVIEW_FORM, "Hand over", blocks, submit="Hand over", metadata=metadata)


def handed_over_to(done: Handover) -> Message:
    """For the one who did it."""
    shares = [f"<@{taker}> has {_amount(share, more=True)}" for taker, share in done.shares.items()]
    text = f"Handed over what was <@{done.giver}>'s: {', '.join(shares)}. They are told."
    return Message(text, [section(text), actions(button("Undo", ids.UNDO, done.undo_id))])


def given(what: Handover, taker: str) -> Message:
    """For one who was given something."""
    share = what.shares.get(taker, {})
    how = f"given to you by <@{what.given_by}>" if what.given_by else f"handed over from <@{what.giver}>"
    text = f"You have {_amount(share, more=True)} now, {how}."
    buttons = [button("Show my customers", ids.THEIR_CUSTOMERS, taker)] if share.get(Part.CUSTOMERS) else []
    mine = str(Listing("mine", page=1))
    buttons += [button("Show my follow-ups", ids.SHOW_PAGE, mine)] if share.get(Part.FOLLOWUPS) else []
    return Message(text, [section(text), *([actions(*buttons)] if buttons else [])])


def taken_back() -> Message:
    """The same once it was undone."""
    text = "What was somebody else's was handed over to you; that was taken back."
    return Message(text, [section(text)])


def _amount(counts: Mapping[Part, int], *, more: bool = False) -> str:
    """Such as "42 customers, 3 backup duties and 7 follow-ups"."""
    words = [_counted(number, _WORDS[part][0], more=more) for part, number in counts.items() if number]
    *others, last = words or ["nothing"]
    return f"{', '.join(others)} and {last}" if others else last


def _counted(number: int, what: str, *, more: bool) -> str:
    several = "backup duties" if what == "backup duty" else f"{what}s"
    return f"{number:,}{' more' if more else ''} {what if number == 1 else several}"
