"""Handing over what is somebody's: who gets it, the preview, and what everybody concerned is told."""

import json
from collections.abc import Collection, Mapping, Sequence

from bot.domain.handover import MOST_TAKERS, Belongings, Handover, Part
from bot.domain.listing import Listing
from bot.domain.saying import figure, later, later_count, listed, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, checkboxes, context, field, modal, option, people_multi_select, section
from bot.views.message import Message, View

_WORDS = {
    Part.CUSTOMERS: later("The customers they own"),
    Part.BACKUP: later("Their backup duties"),
    Part.FOLLOWUPS: later("What they have to do"),
}

_COUNTED = {
    Part.CUSTOMERS: later_count("{figure} customer", "{figure} customers"),
    Part.BACKUP: later_count("{figure} backup duty", "{figure} backup duties"),
    Part.FOLLOWUPS: later_count("{figure} follow-up", "{figure} follow-ups"),
}

_MORE = {
    Part.CUSTOMERS: later_count("{figure} more customer", "{figure} more customers"),
    Part.BACKUP: later_count("{figure} more backup duty", "{figure} more backup duties"),
    Part.FOLLOWUPS: later_count("{figure} more follow-up", "{figure} more follow-ups"),
}


def handover_form(what: Belongings) -> View:
    """Asks who gets it, and what of it."""
    counts = what.counts
    parts = [option(f"{say(label)} ({figure(counts[part])})", part) for part, label in _WORDS.items() if part in counts]
    blocks = [
        section(say("<@{person}> has {amount}.", person=what.person, amount=_amount(counts))),
        field(
            say("Who takes over"),
            people_multi_select("takers", most=MOST_TAKERS),
            hint=say("Several share it out evenly; a customer's backup owner comes first for that customer."),
        ),
        field(say("What"), checkboxes("parts", parts, list(counts))),
    ]
    metadata = json.dumps({"giver": what.person})
    return modal(form_ids.HANDOVER_FORM, say("Hand over"), blocks, submit=say("Preview"), metadata=metadata)


def handover_preview(planned: Handover, takers: Sequence[str], parts: Collection[Part]) -> View:
    """Who would get what; nothing is done yet."""
    lines = [f"• <@{taker}>: {_amount(share)}" for taker, share in planned.shares.items()]
    blocks = [
        section("\n".join([say("*What is <@{giver}>'s goes to*", giver=planned.giver), *lines])),
        context(say("Nothing has changed yet. They are told, each once. You can undo it.")),
    ]
    metadata = json.dumps({"giver": planned.giver, "takers": list(takers), "parts": sorted(parts)})
    return modal(form_ids.HANDOVER_PREVIEW_FORM, say("Hand over"), blocks, submit=say("Hand over"), metadata=metadata)


def handed_over_to(done: Handover) -> Message:
    """For the one who did it."""
    shares = [
        say("<@{taker}> has {amount}", taker=taker, amount=_amount(share, more=True))
        for taker, share in done.shares.items()
    ]
    text = say(
        "Handed over what was <@{giver}>'s: {shares}. They are told.", giver=done.giver, shares=", ".join(shares)
    )
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, done.undo_id))])


def given(what: Handover, taker: str) -> Message:
    """For one who was given something."""
    share = what.shares.get(taker, {})
    how = (
        say("given to you by <@{given_by}>", given_by=what.given_by)
        if what.given_by
        else say("handed over from <@{giver}>", giver=what.giver)
    )
    text = say("You have {amount} now, {how}.", amount=_amount(share, more=True), how=how)
    buttons = [button(say("Show my customers"), ids.THEIR_CUSTOMERS, taker)] if share.get(Part.CUSTOMERS) else []
    mine = str(Listing("mine", page=1))
    buttons += [button(say("Show my follow-ups"), ids.SHOW_PAGE, mine)] if share.get(Part.FOLLOWUPS) else []
    return Message(text, [section(text), *([actions(*buttons)] if buttons else [])])


def taken_back() -> Message:
    """The same once it was undone."""
    text = say("What was somebody else's was handed over to you; that was taken back.")
    return Message(text, [section(text)])


def _amount(counts: Mapping[Part, int], *, more: bool = False) -> str:
    """Such as "42 customers, 3 backup duties and 7 follow-ups"."""
    words = (_MORE if more else _COUNTED).items()
    said = [say_count(*forms, counts[part], figure=figure(counts[part])) for part, forms in words if counts.get(part)]
    return listed(said) if said else say("nothing")
