"""The form of a customer: opened with what is known of them, and read again when it is sent."""

from dataclasses import replace
from typing import Any

from bot.domain.carried import row_id
from bot.domain.custom_fields import Values, with_values
from bot.domain.customers import Customer, KnownCustomerError
from bot.domain.errors import NotFoundError, NotUnderstoodError, RapportError, raise_all
from bot.domain.saying import say
from bot.reading.custom_values import read_value
from bot.reading.customer_fields import READERS, Fields
from bot.use_cases.customers import version
from bot.use_cases.session import customer_of
from bot.views.custom_fields import filled_in
from bot.views.customer_fields import CONSENTS
from bot.views.customer_form import Beside, customer_form
from bot.views.message import View
from handlers.asking import Asking
from handlers.filled_form import Filled

FIELDS = (
    *("name", "kind", "company", "aliases", "email", "phone", "birthday", "language", "prefers", "timezone"),
    *("owner", "backup", "tier", "stage", "tags", "value", "cadence"),
)
"""The fields of the form that are read as words are; the others are calendars, ticks, customers and the team's own."""


def form_of(asking: Asking, customer: Customer, seen: str = "", **more: Any) -> View:  # noqa: ANN401  # as customer_form takes it
    """The form with the team's own fields, and the name of who referred this customer."""
    with asking.reading() as session:
        try:
            referrer = customer_of(session, customer.referred_by) if customer.referred_by else None
        except NotFoundError:
            referrer = None
    return customer_form(customer, Beside(asking.custom_fields, referrer), seen, **more)


def edit_form(asking: Asking, customer: Customer) -> View:
    """The form to change a customer as they are now."""
    return form_of(asking, customer, version(customer))


def fields_in(asking: Asking, form: Filled, before: Customer) -> Fields:
    """What the form says. Raises what cannot be read, all of it at once, each at its field.

    Emails and phones that nobody touched stay as they were, also those that would not be taken today.
    """
    written = {name: form.text(name) for name in FIELDS}
    had = {"email": before.emails, "phone": before.phones}
    kept: Fields = {name: values for name, values in had.items() if values and written[name] == ", ".join(values)}
    kept |= {name: value for name in ("language", "timezone") if (value := _untouched(written, before, name))}
    fields, problems = asking.reader.readable({name: words for name, words in written.items() if name not in kept})
    ticked = form.texts("consents")
    own, wrong = _own(asking, form, before)
    referrer, unknown = _referrer(asking, form)
    raise_all([*problems.values(), *wrong, *unknown])
    return {
        **fields,
        **{READERS[name][0]: values for name, values in kept.items()},
        **{name: name in ticked for name in CONSENTS},
        "since": form.day("since"),
        "renewal": form.day("renewal"),
        "referred_by": referrer,
        "custom": own,
    }


def asked(asking: Asking, form: Filled, fields: Fields, before: Customer, known: KnownCustomerError) -> View:
    """The same form as it was filled in: sending it again saves the name that is there already."""
    note = say("{sentence} Send the form again if this is somebody else, or change the name.", sentence=known.sentence)
    seen, typed = form.metadata.get("seen", ""), {"because": form.text("because")}
    return form_of(asking, replace(before, **fields), seen, notes=[note], typed=typed, although_known=True)


def _untouched(written: dict[str, str], before: Customer, name: str) -> str:
    """What a field holds since long ago, and nobody changed: it may be no word that would be taken today."""
    value: str = getattr(before, name)
    return value if written[name] == value else ""


def _own(asking: Asking, form: Filled, before: Customer) -> tuple[Values, list[RapportError]]:
    """The team's own fields, and what is wrong with some. What is not in the form stays as it was."""
    had, said = dict(before.custom), []
    wrong: list[RapportError] = []
    there = {one.slot: one for one in asking.custom_fields}
    for slot in (slot for slot in form.values if slot.startswith("field_")):
        if one := there.get(slot):
            words = filled_in(one, form.values[slot], had.get(one.id, ""))
            try:
                said.append((one.id, words if words == had.get(one.id) else read_value(one, words, asking.reader)))
            except NotUnderstoodError as error:
                wrong.append(error)
        elif any(form.values[slot].get(name) for name in ("value", "selected_option", "selected_date")):
            gone = say("This field was removed meanwhile. Empty it to go on; what it held is kept with the field.")
            wrong.append(NotUnderstoodError(gone, field=slot))
    return with_values(before.custom, said), wrong


def _referrer(asking: Asking, form: Filled) -> tuple[int | None, list[RapportError]]:
    chosen = form.text("referred")
    if not chosen:
        return None, []
    referrer = row_id(chosen)
    with asking.reading() as session:
        try:
            return customer_of(session, referrer).id, []
        except NotFoundError as error:
            return None, [NotUnderstoodError(error.sentence, field="referred")]
