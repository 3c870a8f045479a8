"""A satisfaction check: the form in which its answer is noted, and what whoever asked is told."""

import json

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.domain.saying import say
from bot.views import form_ids
from bot.views.blocks import context, field, modal, option, section, select, text_input
from bot.views.filling import FORM_TEXT
from bot.views.message import View
from bot.views.mrkdwn import inert

_STARS = [option("★" * number, str(number)) for number in range(5, 0, -1)]


def check_form(followup: FollowUp, customer: Customer, *, is_satisfied: bool) -> View:
    """Asks what they said. Only a bad answer needs words: whoever puts it right has to know."""
    hint = say("The new box came, all fine") if is_satisfied else say("The new box was empty too")
    words = text_input("text", lines=True, longest=FORM_TEXT, hint=hint)
    again = say("The complaint is opened again, for whoever had it; they and the leads are told.")
    closed = say("That closes the matter.")
    blocks = [
        section(f"*{inert(customer.name)}*: {inert(followup.title)}"),
        field(say("What they said"), words, optional=is_satisfied),
        field(say("Stars they gave"), select("stars", _STARS), optional=True, hint=say("Only if they said a number.")),
        context(closed if is_satisfied else again),
    ]
    title, about = (
        say("Satisfied") if is_satisfied else say("Not satisfied"),
        {"about": followup.id, "satisfied": is_satisfied},
    )
    return modal(form_ids.CHECK_FORM, title, blocks, submit=say("Note it"), metadata=json.dumps(about))


def answered(customer: Customer, *, is_satisfied: bool) -> str:
    """What whoever noted it is told."""
    name = inert(customer.name)
    if is_satisfied:
        return say("Noted: *{name}* is satisfied. The matter is closed.", name=name)
    return say("Noted: *{name}* is not satisfied. The complaint is open again.", name=name)
