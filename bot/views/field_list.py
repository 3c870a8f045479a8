"""The team's own fields: the list of them, and the form in which leads define one.

Only what leads may do has buttons; everybody sees what there is and how it is written in a line.
"""

import json

from bot.domain.custom_fields import MOST_FIELDS, NAME_LENGTH, CustomField, Defined, FieldList, FieldType
from bot.views import ids
from bot.views.blocks import actions, button, confirm, context, field, modal, option, section, select, text_input
from bot.views.filling import FORM_TEXT
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import count, inert

CHOICES_SHOWN = 120
"""Characters of a field's choices in the list."""

_TYPES = {
    FieldType.TEXT: "Text",
    FieldType.NUMBER: "Number",
    FieldType.DATE: "Date",
    FieldType.CHOICE: "Choice from a list",
    FieldType.YES_NO: "Yes or no",
}


def fields_page(seen: FieldList, outcome: Message | None = None) -> Message:
    """What fields there are. `outcome` is what was just done."""
    done, said = (outcome.blocks, outcome.text) if outcome else ([], "")
    rows = [_row(one, seen) for one in seen.fields]
    nothing = "Your team has no fields of its own yet."
    hint = "Write them like `/customer edit Dana allergies:nuts`, or fill them in in the form of a customer."
    heading = f"*Your team's own fields* ({len(rows)})\n{hint}" if rows else nothing
    ask = "" if seen.may_define else "Leads and admins define them."
    add = [actions(button("Add a field", ids.ADD_FIELD, style="primary"))]
    full = [context(f"There are {MOST_FIELDS}: no form has room for more.")]
    below = (add if len(rows) < MOST_FIELDS else full) if seen.may_define else [context(ask)]
    text = f"{said} {heading}".strip()
    return Message(text, [*done, section(heading), *rows, *below])


def field_form(one: CustomField | None, customers: int = 0, seen: str = "") -> View:
    """Define a field, or change `one`, in which so many `customers` have something, as it was when `seen`."""
    name = text_input("name", one.name if one else "", longest=NAME_LENGTH, hint="Allergies")
    blocks = [field("Name", name)]
    if one is None:
        types = [option(words, kind.value) for kind, words in _TYPES.items()]
        blocks.append(field("What it holds", select("type", types, FieldType.TEXT)))
    if one is None or one.type is FieldType.CHOICE:
        choices = text_input("choices", "\n".join(one.choices) if one else "", lines=True, longest=FORM_TEXT)
        hint = "One a line." if one else "Only for a choice from a list: one a line."
        blocks.append(field("Choices", choices, optional=one is None, hint=hint))
    if one is None:
        return modal(ids.FIELD_FORM, "Add a field", blocks, submit="Add", metadata=json.dumps({}))
    note = context(f"It holds: {_TYPES[one.type].lower()}. {_have(customers)}")
    metadata = json.dumps({"field": one.id, "seen": seen})
    return modal(
        ids.FIELD_FORM, "Change a field", [*blocks, note, _remove(one, customers)], submit="Save", metadata=metadata
    )


def field_saved(done: Defined, *, is_new: bool) -> Message:
    """A field was defined or changed."""
    name = inert(done.field.name)
    text = f"*{'Added' if is_new else 'Saved'}* the field {name}: write it `{done.field.key}:`."
    if done.outside:
        have = f"{count(done.outside, 'customer')} {'has' if done.outside == 1 else 'have'}"
        text += f" {have} what is no choice any more; it stays until somebody changes it."
    return _with_undo(text, done)


def field_removed(done: Defined) -> Message:
    """A field is gone."""
    kept = f" What {count(done.customers, 'customer')} had in it comes back with Undo." if done.customers else ""
    return _with_undo(f"*Removed* the field {inert(done.field.name)}.{kept}", done)


def _with_undo(text: str, done: Defined) -> Message:
    return Message(text, [section(text, button("Undo", ids.UNDO, done.undo_id))])


def _row(one: CustomField, seen: FieldList) -> Block:
    choices = f": {inert(', '.join(one.choices), CHOICES_SHOWN)}" if one.choices else ""
    number = count(seen.customers.get(one.id, 0), "customer")
    words = f"*{inert(one.name)}* · {_TYPES[one.type].lower()}{choices}\n`{one.key}:` · {number}"
    return section(words, button("Change", ids.CHANGE_FIELD, one.id) if seen.may_define else None)


def _remove(one: CustomField, customers: int) -> Block:
    question = confirm(
        "Remove this field?",
        f"{_have(customers)} It disappears from forms, cards and lines; Undo brings it back with all of it.",
        "Remove it",
    )
    return actions(button("Remove this field…", ids.REMOVE_FIELD, one.id, style="danger", confirmation=question))


def _have(customers: int) -> str:
    if not customers:
        return "No customer has anything in it."
    return f"{count(customers, 'customer')} {'has' if customers == 1 else 'have'} something in it."
