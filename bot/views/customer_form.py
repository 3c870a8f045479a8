"""The forms to find, add and edit a customer, and to remember something about one.

What is written in a field is read by handlers/customer_fields.py, under the same names as in `/customer add`.
"""

import json
from datetime import date

from bot.domain.customers import (
    DETAIL_LENGTH,
    NAME_LENGTH,
    Birthday,
    Customer,
    DetailCategory,
    Kind,
    Stage,
    Tier,
)
from bot.views import ids
from bot.views.blocks import Option, checkboxes, date_input, field, modal, option, people_select, select, text_input
from bot.views.forms import customer_field
from bot.views.message import Block, View
from bot.views.mrkdwn import clip

TEXT = 500
"""The longest text of one field here, in characters."""

CONSENTS = {
    "wishes_ok": "May be sent birthday wishes",
    "email_ok": "May be sent emails",
    "do_not_contact": "Must not be contacted at all",
}
"""What is ticked in the form, by the name it has in the customer."""


def find_form() -> View:
    """Search a customer, or add one who is not there."""
    return modal(ids.FIND_FORM, "Find a customer", [customer_field()], submit="Open")


def customer_form(customer: Customer, seen: str = "") -> View:
    """Every field of a customer: of a new one (`id` 0), or of one to edit, as they were when `seen`."""
    fields = [*_who(customer), *_care(customer), *_terms(customer)]
    about = json.dumps({"customer": customer.id, "seen": seen} if customer.id else {})
    title, submit = ("Edit customer", "Save") if customer.id else ("Add a customer", "Add")
    return modal(ids.CUSTOMER_FORM, title, fields, submit=submit, metadata=about)


def remember_form(customer: Customer) -> View:
    """Ask what to remember about a customer."""
    fields = [
        field("What to remember", text_input("text", lines=True, longest=DETAIL_LENGTH, hint="Dog called Biscuit")),
        field("About", select("category", _options(DetailCategory)), optional=True, hint="Guessed, if left empty."),
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
        field("Stage", select("stage", _options(Stage), customer.stage)),
        _text("Tags", "tags", ", ".join(customer.tags), hint="wholesale, press"),
    ]


def _terms(customer: Customer) -> list[Block]:
    value, cadence = customer.lifetime_value, customer.cadence_days
    consents = [option(words, name) for name, words in CONSENTS.items()]
    ticked = [name for name in CONSENTS if getattr(customer, name)]
    return [
        field("Customer since", _day("since", customer.since), optional=True),
        field("Renewal", _day("renewal", customer.renewal), optional=True),
        _text("Value", "value", "" if value is None else str(value), hint="12500, in whole units of your currency."),
        _text("Be in touch every … days", "cadence", "" if cadence is None else str(cadence), hint="30"),
        field("Consents", checkboxes("consents", consents, ticked), optional=True),
    ]


def _text(label: str, name: str, initial: str, hint: str = "") -> Block:
    return field(label, text_input(name, initial, longest=max(TEXT, len(initial))), optional=True, hint=hint)


def _day(name: str, day: date | None) -> Block:
    return date_input(name, day.isoformat() if day else "")


def _options(words: type[Kind | Stage | Tier | DetailCategory]) -> list[Option]:
    return [option(word.value.capitalize() if word != "vip" else "VIP", word.value) for word in words]
