"""What is remembered about a customer: the confirmation, all of it with its buttons, and the forms."""

import hashlib
import json
from collections.abc import Sequence

from bot.domain.customers import Customer, Detail, DetailCategory
from bot.domain.saying import capital, say, say_count
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, confirm, context, field, modal, option, section, select, text_input
from bot.views.customer_fields import word_options
from bot.views.filling import EMPTY, FORM_TEXT, Filling
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import clip, inert

PAGE = 12
"""So many details with their buttons on one page."""


def remember_form(customer: Customer, filling: Filling = EMPTY) -> View:
    """Ask what to remember about a customer."""
    about = select("category", word_options(DetailCategory), filling.words("about") or None)
    fields = [
        *filling.above(),
        _text(filling.text),
        field(say("About"), about, optional=True, hint=say("Guessed, if left empty.")),
    ]
    title = clip(say("About {name}", name=customer.name), 24)
    return modal(
        form_ids.REMEMBER_FORM, title, fields, submit=say("Remember"), metadata=json.dumps({"customer": customer.id})
    )


def detail_form(detail: Detail, customer: Customer) -> View:
    """Change the words of a detail, and what it is about."""
    about = select("category", word_options(DetailCategory), detail.category)
    metadata = json.dumps({"detail": detail.id, "seen": mark(detail)})
    title = clip(say("About {name}", name=customer.name), 24)
    return modal(
        form_ids.DETAIL_FORM,
        title,
        [_text(detail.text), field(say("About"), about)],
        submit=say("Save"),
        metadata=metadata,
    )


def mark(detail: Detail) -> str:
    """A short mark that is another one once the words have changed. Tells nothing of them."""
    return hashlib.sha256(detail.text.encode()).hexdigest()[:16]


def remembered(detail: Detail, customer: Customer, undo_id: int, verb: str = "") -> Message:
    """A detail is kept; what it is about can be chosen anew on the spot."""
    text = say(
        "*{verb}* about {name} ({category}): {text}",
        verb=verb or say("Remembered"),
        name=inert(customer.name),
        category=detail.category,
        text=inert(detail.text),
    )
    about = [option(say("About: {value}", value=one.value), f"{detail.id}:{one.value}") for one in DetailCategory]
    row = actions(
        button(say("Undo"), ids.UNDO, undo_id),
        select(ids.DETAIL_CATEGORY, about, f"{detail.id}:{detail.category}"),
        button(say("Open customer"), ids.OPEN_CUSTOMER, customer.id),
    )
    return Message(text, [section(text), row])


def detail_forgotten(customer: Customer, undo_id: int) -> Message:
    """A detail is remembered no more. It is not said again."""
    text = say("*Forgotten*: one detail about {name}.", name=inert(customer.name))
    return Message(text, [section(text, button(say("Undo"), ids.UNDO, undo_id))])


def details_page(customer: Customer, found: Sequence[Detail], page: int = 1, outcome: Message | None = None) -> Message:
    """All that is remembered about a customer, with Edit and Forget at each. `outcome` is what was just done."""
    last = max(1, -(-len(found) // PAGE))
    page = min(page, last)
    shown = found[(page - 1) * PAGE : page * PAGE]
    done, said = (outcome.blocks, f"{outcome.text} ") if outcome else ([], "")
    heading = say("*What we remember about {name}* ({found})", name=inert(customer.name), found=len(found))
    rows = [block for detail in shown for block in _row(detail)]
    turns = [button(say("Previous"), ids.DETAILS_BEFORE, f"{customer.id}:{page - 1}")] if page > 1 else []
    turns += [button(say("Next"), ids.DETAILS_AFTER, f"{customer.id}:{page + 1}")] if page < last else []
    below = actions(
        button(say("Remember…"), ids.REMEMBER, customer.id),
        *turns,
        button(say("Back to the card"), ids.SHOW_CARD, customer.id),
    )
    text = say(
        "{said}{count} about {name}",
        said=said,
        count=say_count("{number} detail", "{number} details", len(found)),
        name=inert(customer.name),
    )
    return Message(text, [*done, section(heading), *rows, below])


def _row(detail: Detail) -> list[Block]:
    question = confirm(
        say("Forget this?"), say("It leaves the card and every draft. You can undo it for 30 days."), say("Forget it")
    )
    return [
        section(f"*{capital(say(detail.category))}*: {inert(detail.text, 250)}"),
        actions(
            button(say("Edit"), ids.EDIT_DETAIL, detail.id),
            button(say("Forget"), ids.FORGET_DETAIL, detail.id, confirmation=question),
        ),
    ]


def about_customer(details: Sequence[Detail], most: int = 3) -> list[Block]:
    """A quiet line of what is worth knowing while something is written down about a customer."""
    words = " · ".join(inert(detail.text, 80) for detail in details[:most])
    return [context(say(":bulb: You remember: {words}", words=words))] if words else []


def _text(typed: str) -> Block:
    text = text_input("text", typed, lines=True, longest=FORM_TEXT, hint=say("Dog called Biscuit"))
    return field(say("What to remember"), text)
