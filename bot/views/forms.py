"""The forms to log a contact, plan a follow-up or a thank-you note. Errors point at their fields' block ids.

Whatever was typed before stands in its field (bot/views/filling.py); what is asked about has to be filled in.
"""

import json
from collections.abc import Sequence
from datetime import date, time

from bot.domain.about import WORD_LENGTH
from bot.domain.channel import Channel, Severity
from bot.domain.customers import Candidate, Customer
from bot.domain.original import Original
from bot.domain.saying import capital, figure, later, say
from bot.domain.touchpoints import TouchpointKind
from bot.views import form_ids, ids
from bot.views.blocks import (
    Option,
    checkboxes,
    date_input,
    field,
    modal,
    option,
    people_select,
    plain,
    select,
    text_input,
    time_input,
)
from bot.views.details import about_customer
from bot.views.filling import EMPTY, FORM_TEXT, Filling
from bot.views.message import Block, View
from bot.views.mrkdwn import clip

NEW_CUSTOMER = "new:"
"""How the value of "Somebody new" begins; the name follows."""

SUGGESTED = "suggested"
"""Among the ids of a form: the customers that its customer field offers first."""

PROMISED = later("The customer was told this day")

TITLES = {
    TouchpointKind.TOUCHPOINT: later("Log a touchpoint"),
    TouchpointKind.COMPLAINT: later("Log a complaint"),
    TouchpointKind.RATING: later("Log a rating"),
}
TEXT_HINTS = {TouchpointKind.TOUCHPOINT: later("A touchpoint is any contact: a call, a visit, a mail.")}
RATING_HINT = later("CSAT: how satisfied, 1 to 5 (4/5, 4 stars). NPS: would they recommend you, 0 to 10 (9/10).")


def log_form(kind: TouchpointKind, filling: Filling = EMPTY) -> View:
    """The form of /touchpoint, /complaint and /rating."""
    is_complaint, is_rating = kind is TouchpointKind.COMPLAINT, kind is TouchpointKind.RATING
    fields = [*filling.above(), customer_field(filling), *about_customer(filling.known)]
    if is_rating:
        fields.append(_rating(filling))
    fields.append(_text_field(filling.text, optional=is_rating, hint=say(TEXT_HINTS.get(kind, ""))))
    if is_complaint:
        fields.append(_severity(filling))
    fields += [_channel(filling), _day(filling), *_follow_up(kind, filling), *_tags(filling), *_about(filling)]
    if not is_complaint:
        moods = [option(capital(say(label)), label) for label in ("negative", "neutral", "positive")]
        hint = say("How they sound. Scored by itself, if you leave it empty.")
        fields.append(field(say("Mood"), select("mood", moods), optional=True, hint=hint))
    title = filling.title(capital(say(kind))) if filling.customer else say(TITLES[kind])
    return modal(form_ids.LOG_FORM, title, fields, submit=say("Log"), metadata=_ids(filling, kind=kind.value))


def _text_field(typed: str, *, optional: bool, hint: str) -> Block:
    """What happened; of what is longer than a field can hold the beginning, and that it was cut."""
    shown = clip(typed, FORM_TEXT)
    text = text_input("text", shown, lines=True, longest=FORM_TEXT)
    return field(say("What happened"), text, optional=optional, hint=_cut(typed) or hint)


def _cut(typed: str) -> str:
    """That a field does not hold all of it; "" where it does."""
    if len(typed) <= FORM_TEXT:
        return ""
    return say(
        "Cut: of {typed} characters a field holds {form_text}.", typed=figure(len(typed)), form_text=figure(FORM_TEXT)
    )


def with_new_text(form: View) -> View:
    """The form for the place of one that is open already, its texts anew and all else as it was filled in.

    Slack keeps what stands in a field while block and action are the same (docs.slack.dev/reference/views/modal-views),
    so the action of a text is another one.
    """
    blocks = [
        {**block, "element": {**block["element"], "action_id": f"new_{block['block_id']}"}}
        if block.get("block_id") in {"text", "said"}
        else block
        for block in form["blocks"]
    ]
    return {**form, "blocks": blocks}


def _rating(filling: Filling) -> Block:
    typed = next((f"{key}:{filling.words(key)}" for key in ("nps", "csat") if filling.words(key)), "")
    return field(
        say("Rating"), text_input("rating", typed, hint=say("9/10, 4 stars, nps:9"), longest=40), hint=RATING_HINT
    )


def _severity(filling: Filling) -> Block:
    choices = [option(capital(say(level)), level.value) for level in Severity]
    chosen = None if "severity" in filling.asked else filling.words("severity") or Severity.MEDIUM.value
    return field(say("Severity"), select("severity", choices, chosen))


def _channel(filling: Filling) -> Block:
    channels = [option(capital(say(channel)), channel.value) for channel in Channel]
    chosen = select("via", channels, filling.words("via") or None)
    return field(say("Channel"), chosen, optional="via" not in filling.asked, hint=say("How you were in touch."))


def _day(filling: Filling) -> Block:
    is_optional = "on" not in filling.asked
    hint = say("Today, if you leave it empty.") if is_optional else ""
    return field(say("Day"), date_input("on", filling.words("on")), optional=is_optional, hint=hint)


def _follow_up(kind: TouchpointKind, filling: Filling) -> list[Block]:
    """When, and who: of a complaint only who, unless more was typed; of others only when."""
    is_complaint = kind is TouchpointKind.COMPLAINT
    fields = []
    if not is_complaint or {"due"} & (filling.asked | set(filling.options)):
        due = date_input("due", filling.words("due"))
        fields.append(field(say("Follow up on"), due, optional="due" not in filling.asked))
    if is_complaint or {"for", "assignee"} & (filling.asked | set(filling.options)):
        label, hint = (
            (say("Who puts it right"), say("Empty: can be claimed.")) if is_complaint else (say("Who follows up"), "")
        )
        fields.append(_person(filling, label, hint))
    return fields


def _person(filling: Filling, label: str, hint: str) -> Block:
    """Somebody of the team. One who was named and cannot be given anything must be chosen anew."""
    is_asked = bool({"for", "assignee"} & filling.asked)
    chosen = people_select("assignee", None if is_asked else filling.words("for") or None)
    return field(label, chosen, optional=not is_asked, hint="" if is_asked else hint)


def _tags(filling: Filling) -> list[Block]:
    """Only where some were typed: they are set on the card."""
    if not filling.tags:
        return []
    return [field(say("Tags"), text_input("tags", ", ".join(filling.tags), longest=FORM_TEXT), optional=True)]


def _about(filling: Filling) -> list[Block]:
    """Only where it was typed: it is said on the alert and the card."""
    if "about" not in {*filling.asked, *filling.options}:
        return []
    typed = text_input("about", filling.words("about"), longest=WORD_LENGTH)
    return [field(say("What it is about"), typed, optional="about" not in filling.asked)]


def followup_form(due: date, tz: str, filling: Filling = EMPTY) -> View:
    """The form to plan a follow-up. `due` is the day that it proposes where none was said, `tz` the asker's zone."""
    day = "" if "due" in filling.asked else filling.words("due") or due.isoformat()
    fields = [
        *filling.above(),
        customer_field(filling),
        *about_customer(filling.known),
        field(say("What to do"), text_input("text", filling.text, longest=FORM_TEXT)),
        *_message(filling.original),
        field(say("Due"), date_input("due", day)),
        _time(filling, tz),
        *_plan(filling),
        _person(filling, say("Who"), say("You, if you leave it empty.")),
    ]
    title = filling.title(say("Follow-up")) if filling.customer else say("Plan a follow-up")
    return modal(form_ids.FOLLOWUP_FORM, title, fields, submit=say("Plan"), metadata=_ids(filling))


def _message(original: Original) -> list[Block]:
    """The words of the message that a follow-up is made of, which are kept with it."""
    if not original.text:
        return []
    said = text_input("said", clip(original.text, FORM_TEXT), lines=True, longest=FORM_TEXT)
    return [field(say("Message"), said, optional=True, hint=_cut(original.text) or say("Kept with the follow-up."))]


def _time(filling: Filling, tz: str) -> Block:
    """The time of day, where one is meant."""
    said = filling.words("at").partition(" ")[0]
    hint = say("Whoever does it is told then, on their own clock; yours is {tz}.", tz=tz)
    return field(say("At"), time_input("at", time.fromisoformat(said) if said else None), optional=True, hint=hint)


def _plan(filling: Filling) -> list[Block]:
    """How often, and whether the customer was told."""
    often = text_input(
        "every", filling.words("every"), longest=80, hint=say("every 6 months, first monday of the month")
    )
    promised = checkboxes(
        "promised", [option(say(PROMISED), "yes")], ["yes"] if filling.words("promised") == "yes" else []
    )
    return [
        field(say("Comes again"), often, optional=True, hint=say("Once, if you leave it empty.")),
        field(say("Promised"), promised, optional=True),
    ]


def thanks_form(filling: Filling = EMPTY) -> View:
    """The form to plan a thank-you note."""
    is_asked = "due" in filling.asked
    fields = [
        *filling.above(),
        customer_field(filling),
        *about_customer(filling.known),
        field(
            say("For what"),
            text_input("text", filling.text, longest=FORM_TEXT, hint=say("for the referral")),
            optional=True,
        ),
        field(
            say("Due"),
            date_input("due", filling.words("due")),
            optional=not is_asked,
            hint="" if is_asked else say("Today, if you leave it empty."),
        ),
        _person(filling, say("Who writes it"), say("Whoever looks after the customer, if left empty.")),
    ]
    return modal(
        form_ids.THANKS_FORM, filling.title(say("Thank-you note")), fields, submit=say("Plan"), metadata=_ids(filling)
    )


def customer_field(filling: Filling = EMPTY) -> Block:
    """The searchable customer field; "Somebody new" is among its choices, and the likely ones come first."""
    element: Block = {
        "type": "external_select",
        "action_id": ids.CUSTOMER,
        "min_query_length": 0,
        "placeholder": plain(
            say("“{name}”: who is it?", name=filling.name) if filling.name else say("Name, company or email")
        ),
    }
    if filling.customer:
        element["initial_option"] = option(filling.customer.name, str(filling.customer.id))
    return field(say("Customer"), element)


def customer_options(candidates: Sequence[Candidate], typed: str) -> list[Option]:
    """The choices of the customer field, "Somebody new" last when something is typed."""
    options = [_customer_option(candidate.customer) for candidate in candidates]
    name = clip(" ".join(typed.split()), 140)
    return [*options, option(say("Somebody new: {name}", name=name), NEW_CUSTOMER + name)] if name else options


def _customer_option(customer: Customer) -> Option:
    details = customer.company or next(iter(customer.emails), "")
    return option(f"{customer.name} · {details}" if details else customer.name, str(customer.id))


def _ids(filling: Filling, **more: str) -> str:
    """The ids that a form is opened with; never names (platform.md, private_metadata)."""
    said = filling.original
    of_message = {"link": said.link, "said_by": said.said_by, "reaction": filling.reaction}
    some = {name: value for name, value in {SUGGESTED: filling.suggested, **of_message}.items() if value}
    return json.dumps({**more, **some})
