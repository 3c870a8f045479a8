"""The forms to log a contact, plan a follow-up or a thank-you note. Errors point at their fields' block ids."""

import json
from collections.abc import Sequence
from datetime import date

from bot.domain.channel import Channel, Severity
from bot.domain.customers import Candidate, Customer
from bot.domain.followups import TITLE_LENGTH
from bot.domain.touchpoints import TouchpointKind
from bot.views import ids
from bot.views.blocks import Option, date_input, field, modal, option, people_select, plain, select, text_input
from bot.views.message import Block, View
from bot.views.mrkdwn import clip

NEW_CUSTOMER = "new:"
"""How the value of "Somebody new" begins; the name follows."""

FORM_TEXT = 3000
"""Slack's limit for a text field, in characters."""

TITLES = {
    TouchpointKind.TOUCHPOINT: "Log a touchpoint",
    TouchpointKind.COMPLAINT: "Log a complaint",
    TouchpointKind.RATING: "Log a rating",
}


def log_form(kind: TouchpointKind, typed: str = "", customer: Customer | None = None, link: str = "") -> View:
    """The form of /touchpoint, /complaint and /rating, with everything typed so far in it."""
    is_complaint, is_rating = kind is TouchpointKind.COMPLAINT, kind is TouchpointKind.RATING
    fields = [customer_field(customer)]
    if is_rating:
        rating = text_input("rating", hint="9/10, 4 stars, nps:9 or csat:4", longest=40)
        fields.append(field("Rating", rating))
    fields.append(_text_field(typed, optional=is_rating))
    if is_complaint:
        choices = [option(level.value.capitalize(), level.value) for level in Severity]
        fields.append(field("Severity", select("severity", choices, Severity.MEDIUM.value)))
    channels = [option(channel.value.capitalize(), channel.value) for channel in Channel]
    fields += [
        field("Channel", select("via", channels), optional=True),
        field("Day", date_input("on"), optional=True, hint="Today, if you leave it empty."),
    ]
    if is_complaint:
        fields.append(
            field("Who puts it right", people_select("assignee"), optional=True, hint="Empty: can be claimed.")
        )
    else:
        fields.append(field("Follow up on", date_input("due"), optional=True))
    if not is_complaint:
        moods = [option(label.capitalize(), label) for label in ("negative", "neutral", "positive")]
        fields.append(
            field("Mood", select("mood", moods), optional=True, hint="Scored by itself, if you leave it empty.")
        )
    metadata = json.dumps({"kind": kind.value, **({"link": link} if link else {})})
    return modal(ids.LOG_FORM, TITLES[kind], fields, submit="Log", metadata=metadata)


def _text_field(typed: str, *, optional: bool) -> Block:
    """What happened; of what is longer than a field can hold the beginning, and that it was cut."""
    shown = clip(typed, FORM_TEXT)
    cut = f"Cut: of {len(typed):,} characters a field holds {FORM_TEXT:,}." if len(typed) > FORM_TEXT else ""
    return field("What happened", text_input("text", shown, lines=True, longest=FORM_TEXT), optional=optional, hint=cut)


def with_new_text(form: View) -> View:
    """The form for the place of one that is open already, its text anew and all else as it was filled in.

    Slack keeps what stands in a field while block and action are the same (docs.slack.dev/reference/views/modal-views),
    so the text's action is another one.
    """
    blocks = [
        {**block, "element": {**block["element"], "action_id": "new_text"}}
        if block.get("block_id") == "text"
        else block
        for block in form["blocks"]
    ]
    return {**form, "blocks": blocks}


def followup_form(typed: str, due: date, customer: Customer | None = None) -> View:
    """The form to plan a follow-up. `due` is the day that it proposes."""
    fields = [
        customer_field(customer),
        field("What to do", text_input("text", typed, longest=TITLE_LENGTH)),
        field("Due", date_input("due", due.isoformat())),
        field("Who", people_select("assignee"), optional=True, hint="You, if you leave it empty."),
    ]
    return modal(ids.FOLLOWUP_FORM, "Plan a follow-up", fields, submit="Plan")


def thanks_form(typed: str, customer: Customer | None = None) -> View:
    """The form to plan a thank-you note."""
    fields = [
        customer_field(customer),
        field("For what", text_input("text", typed, longest=200, hint="for the referral"), optional=True),
        field("Who writes it", people_select("assignee"), optional=True, hint="The customer's owner, if left empty."),
    ]
    return modal(ids.THANKS_FORM, "Thank-you note", fields, submit="Plan")


def customer_field(customer: Customer | None = None) -> Block:
    """The searchable customer field; "Somebody new" is among its choices."""
    element: Block = {
        "type": "external_select", "action_id": ids.CUSTOMER, "min_query_length": 0,
        "placeholder": plain("Name, company or email"),
    }  # fmt: skip  # one line a thought
    if customer:
        element["initial_option"] = option(customer.name, str(customer.id))
    return field("Customer", element)


def customer_options(candidates: Sequence[Candidate], typed: str) -> list[Option]:
    """The choices of the customer field, "Somebody new" last when something is typed."""
    options = [_customer_option(candidate.customer) for candidate in candidates]
    name = clip(" ".join(typed.split()), 140)
    return [*options, option(f"Somebody new: {name}", NEW_CUSTOMER + name)] if name else options


def _customer_option(customer: Customer) -> Option:
    details = customer.company or next(iter(customer.emails), "")
    return option(f"{customer.name} · {details}" if details else customer.name, str(customer.id))
