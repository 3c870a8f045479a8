"""Who is asked next when nobody claims an alert: the form, and what it is answered."""

import json
from collections.abc import Mapping

from bot.domain.customers import Tier
from bot.domain.saying import later, say
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, field, modal, people_select, section
from bot.views.message import Message, View

_HOW = later(
    "An alert that nobody claims goes to its owner or backup before its deadline, and after it to the person here. "
    "Nobody chosen: to the leads."
)


def stewards_form(by_tier: Mapping[str, str]) -> View:
    """A person for each tier, as they stand."""
    fields = [
        field(say("For {label} customers", label=tier.label), people_select(tier, by_tier.get(tier)), optional=True)
        for tier in Tier
    ]
    return modal(
        form_ids.STEWARDS_FORM,
        say("Stewards"),
        [section(say(_HOW)), *fields],
        submit=say("Save"),
        metadata=json.dumps({}),
    )


def stewards_set(by_tier: Mapping[str, str], undo_id: int) -> Message:
    """For the one who set them."""
    named = [f"{tier.label}: <@{by_tier[tier]}>" for tier in Tier if tier in by_tier]
    rest = say("the leads for the others") if len(named) < len(Tier) else ""
    said = ", ".join([*named, *([rest] if named and rest else [])]) or say("the leads for everybody")
    text = say("Saved. When nobody claims an alert, these are asked next: {said}.", said=said)
    return Message(text, [section(text), actions(button(say("Undo"), ids.UNDO, undo_id))])
