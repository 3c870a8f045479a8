"""The forms to find, add and edit a customer, and to remember something about one.

What is written in a field is read by bot/reading/customer_fields.py, under the same names as in `/customer add`.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bot.domain.customers import (
    NAME_LENGTH,
    Birthday,
    Customer,
    DetailCategory,
    Kind,
    Stage,
    Tier,
)
from bot.views import ids
from bot.views.blocks import (
    Option,
    checkboxes,
    date_input,
    field,
    modal,
    option,
    people_select,
    section,
    select,
    text_input,
)
from bot.views.filling import EMPTY, FORM_TEXT, Filling
from bot.views.forms import customer_field
from bot.views.message import Block, View
from bot.views.mrkdwn import SECTION_LENGTH, clip, escape

STAGE_HINT = "How far they are with you: from hearing of you (awareness) to recommending you (advocacy)."

TEXT = 500
"""The longest text of one field here, in characters."""

LONGEST_INPUT = 3_000
"""Slack's limit for the words of one field."""

Typed = Mapping[str, str]
AS_STORED: Typed = MappingProxyType({})

CONSENTS = {
    "wishes_ok": "May be sent birthday wishes",
    "email_ok": "May be sent emails",
    "do_not_contact": "Must not be contacted at all",
}
"""What is ticked in the form, by the name it has in the customer."""


def find_form() -> View:
    """Search a customer, or add one who is not there."""
    return modal(ids.FIND_FORM, "Find a customer", [customer_field()], submit="Open")


def customer_form(
    customer: Customer,
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
    fields = [*_who(customer), *_care(customer), *_terms(consenting)]
    note = "\n".join(f":warning: {escape(note)}" for note in notes)
    about = {"customer": customer.id, "seen": seen} if customer.id else {}
    about |= {"although_known": True} if although_known else {}
    title, submit = ("Edit customer", "Save") if customer.id else ("Add a customer", "Add")
    filled = (_as_typed(block, typed) for block in _without_choice(fields, unset))
    blocks = [*([section(clip(note, SECTION_LENGTH))] if note else []), *filled]
    return modal(ids.CUSTOMER_FORM, title, blocks, submit=submit, metadata=json.dumps(about))


def remember_form(customer: Customer, filling: Filling = EMPTY) -> View:
    """Ask what to remember about a customer."""
    text = text_input("text", filling.text, lines=True, longest=FORM_TEXT, hint="Dog called Biscuit")
    about = select("category", _options(DetailCategory), filling.words("about") or None)
    fields = [
        *filling.above(),
        field("What to remember", text),
        field("About", about, optional=True, hint="Guessed, if left empty."),
    ]
    title = clip(f"About {customer.name}", 24)
    return modal(ids.REMEMBER_FORM, title, fields, submit="Remember", metadata=json.dumps({"customer": customer.id}))


def birthday_words(birthday: Birthday) -> str:
    """A birthday as it can be typed again: "14 March", "14 March 1980"."""
    some_year = date(birthday.year or 2000, birthday.month, birthday.day)
    return f"{birthday.day} {some_year:%B}{f' {birthday.year}' if birthday.year else ''}"


def _who(customer: Customer) -> list[Block]:
    birthday = birthday_words(customer.birthday) if customer.birthday else ""
    several = "Several with commas between them."
    return [
        field("Name", text_input("name", customer.name, longest=NAME_LENGTH)),
        field("Kind", select("kind", _options(Kind), customer.kind)),
        _text("Company", "company", customer.company),
        _text("Other names", "aliases", ", ".join(customer.aliases), hint=several),
        _text("Email", "email", ", ".join(customer.emails), hint=several),
        _text("Phone", "phone", ", ".join(customer.phones), hint=several),
        _text("Birthday", "birthday", birthday, hint="14 March, or 14 March 1980"),
    ]


def _care(customer: Customer) -> list[Block]:
    return [
        field("Owner", people_select("owner", customer.owner), optional=True, hint="Who looks after them."),
        field("Backup owner", people_select("backup", customer.backup_owner), optional=True),
        field("Tier", select("tier", _options(Tier), customer.tier)),
        field("Stage", select("stage", _options(Stage), customer.stage), hint=STAGE_HINT),
        _text("Tags", "tags", ", ".join(customer.tags), hint="wholesale, press"),
    ]


def _terms(customer: Customer) -> list[Block]:
    value = "" if customer.lifetime_value is None else str(customer.lifetime_value)
    cadence = "" if customer.cadence_days is None else str(customer.cadence_days)
    consents = [option(words, name) for name, words in CONSENTS.items()]
    ticked = [name for name in CONSENTS if getattr(customer, name)]
    return [
        field("Customer since", _day("since", customer.since), optional=True),
        field("Renewal", _day("renewal", customer.renewal), optional=True),
        _text("Value", "value", value, hint="12500, in whole units of your currency."),
        _text("Be in touch every … days", "cadence", cadence, hint="30"),
        field("Consents", checkboxes("consents", consents, ticked), optional=True),
    ]


def _without_choice(blocks: Iterable[Block], unset: Collection[str]) -> list[Block]:
    """The fields, those to be chosen anew without what was chosen."""
    chosen = {"initial_option", "initial_user"}
    return [
        {**block, "element": {name: value for name, value in block["element"].items() if name not in chosen}}
        if block["block_id"] in unset
        else block
        for block in blocks
    ]


def _as_typed(block: Block, typed: Typed) -> Block:
    """The field with the words that were typed for it, where there are some and it takes words."""
    words, element = typed.get(block["block_id"], ""), block["element"]
    if not words or element["type"] != "plain_text_input":
        return block
    words = words[:LONGEST_INPUT]
    longest = max(element["max_length"], len(words))
    return {**block, "element": {**element, "initial_value": words, "max_length": longest}}


def _text(label: str, name: str, initial: str, hint: str = "") -> Block:
    initial = initial[:LONGEST_INPUT]  # what was typed and is refused for its length, not what is stored
    return field(label, text_input(name, initial, longest=max(TEXT, len(initial))), optional=True, hint=hint)


def _day(name: str, day: date | None) -> Block:
    return date_input(name, day.isoformat() if day else "")


def _options(words: type[Kind | Stage | Tier | DetailCategory]) -> list[Option]:
    return [option(word.value.capitalize() if word != "vip" else "VIP", word.value) for word in words]
