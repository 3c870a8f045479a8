"""The form that changes what is to be done, and for when, and what the one who used it is told."""

import json

from bot.domain.calendar import zone
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp
from bot.views import ids
from bot.views.blocks import checkboxes, date_input, field, modal, option, section, text_input, time_input
from bot.views.filling import FORM_TEXT
from bot.views.forms import PROMISED
from bot.views.message import Block, View
from bot.views.mrkdwn import inert
from bot.views.snooze import asks_whether_told


def plan_change_form(followup: FollowUp, customer: Customer, tz: str) -> View:
    """Filled with how it is planned now; its time is on the clock of this zone, that of its assignee."""
    at = followup.due_at.astimezone(zone(tz)).time() if followup.due_at else None
    often = text_input("every", followup.repeats, longest=80, hint="every 6 months, first monday of the month")
    blocks = [
        section(f"*{inert(customer.name)}*"),
        field("What to do", text_input("text", followup.title, longest=FORM_TEXT)),
        field("Due", date_input("due", followup.due.isoformat())),
        field("At", time_input("at", at), optional=True, hint=f"Whoever does it is told then, in {tz}."),
        field("Comes again", often, optional=True, hint="Once, if you leave it empty."),
        *_promise(followup),
    ]
    metadata = json.dumps({"followup": followup.id})
    return modal(ids.CHANGE_FORM, "Change follow-up", blocks, submit="Change", metadata=metadata)


def _promise(followup: FollowUp) -> list[Block]:
    if followup.promised_on:
        why = text_input("reason", longest=200, hint="They are away until then")
        return [
            *asks_whether_told(followup.promised_on),
            field("Why", why, optional=True, hint="Needed for a later day, if they were not told."),
        ]
    return [field("Promised", checkboxes("promised", [option(PROMISED["text"]["text"], "yes")]), optional=True)]
