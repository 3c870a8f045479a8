"""The forms to find, add and edit a customer, and to remember something about one.

What is written in a field is read by bot/reading/customer_fields.py, under the same names as in `/customer add`.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.domain.custom_fields import CustomField
from bot.domain.customers import Customer
from bot.domain.saying import say
from bot.views import form_ids
from bot.views.blocks import header, modal, section
from bot.views.custom_fields import custom_inputs
from bot.views.customer_fields import LONGEST_INPUT, care, reaching, terms, who
from bot.views.forms import customer_field
from bot.views.message import Block, View
from bot.views.mrkdwn import SECTION_LENGTH, clip, escape


@dataclass(frozen=True)
class Beside:
    """What the form shows that is not of the customer alone: the team's own fields, and who referred them."""

    fields: Sequence[CustomField] = ()
    referrer: Customer | None = None


Typed = Mapping[str, str]
AS_STORED: Typed = MappingProxyType({})


def find_form() -> View:
    """Search a customer, or add one who is not there."""
    return modal(form_ids.FIND_FORM, say("Find a customer"), [customer_field()], submit=say("Open"))


def customer_form(
    customer: Customer,
    beside: Beside,
    seen: str = "",
    *,
    notes: Sequence[str] = (),
    typed: Typed = AS_STORED,
    unset: Collection[str] = (),
    although_known: bool = False,
) -> View:
    """Every field of a customer: of a new one (`id` 0), or of one to edit, as they were when `seen`.

    `notes` say what is to be mended, above the fields. `typed`: words that could not be read, by field; they stand
    there to be mended. `unset`: choices that nobody made clear; nothing is chosen there.
    `although_known`: sending it saves also a name that is there already.
    """
    consenting = replace(customer, wishes_ok=customer.wishes_ok and "wishes" not in unset)
    groups = {
        "": who(customer),
        say("Reaching them"): reaching(consenting),
        say("Looking after them"): care(customer),
        say("With us"): terms(customer, beside.referrer),
        say("Your own fields"): custom_inputs(customer, beside.fields),
    }
    fields = [block for title, inputs in groups.items() for block in _group(title, inputs)]
    note = "\n".join(f":warning: {escape(note)}" for note in notes)
    about = {"customer": customer.id, "seen": seen} if customer.id else {}
    about |= {"although_known": True} if although_known else {}
    title, submit = (say("Edit customer"), say("Save")) if customer.id else (say("Add a customer"), say("Add"))
    filled = (_as_typed(block, typed) for block in _without_choice(fields, unset))
    blocks = [*([section(clip(note, SECTION_LENGTH))] if note else []), *filled]
    return modal(form_ids.CUSTOMER_FORM, title, blocks, submit=submit, metadata=json.dumps(about))


def _group(title: str, inputs: Sequence[Block]) -> list[Block]:
    return [*([header(title)] if title and inputs else []), *inputs]


def _without_choice(blocks: Iterable[Block], unset: Collection[str]) -> list[Block]:
    """The fields, those to be chosen anew without what was chosen."""
    chosen = {"initial_option", "initial_user"}
    return [
        {**block, "element": {name: value for name, value in block["element"].items() if name not in chosen}}
        if block.get("block_id") in unset
        else block
        for block in blocks
    ]


def _as_typed(block: Block, typed: Typed) -> Block:
    """The field with the words that were typed for it, where there are some and it takes words."""
    words, element = typed.get(block.get("block_id", ""), ""), block.get("element", {})
    if not words or element["type"] != "plain_text_input":
        return block
    words = words[:LONGEST_INPUT]
    longest = max(element["max_length"], len(words))
    return {**block, "element": {**element, "initial_value": words, "max_length": longest}}
