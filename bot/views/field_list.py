"""The team's own fields: the list of them, and the form in which leads define one.

Only what leads may do has buttons; everybody sees what there is and how it is written in a line.
"""

import json

from bot.domain.custom_fields import MOST_FIELDS, NAME_LENGTH, CustomField, Defined, FieldList, FieldType
from bot.domain.saying import later, say, say_count, within
from bot.views import form_ids, ids
from bot.views.blocks import actions, button, confirm, context, field, modal, option, section, select, text_input
from bot.views.filling import FORM_TEXT
from bot.views.message import Block, Message, View
from bot.views.mrkdwn import inert

CHOICES_SHOWN = 120
"""Characters of a field's choices in the list."""

_TYPES = {
    FieldType.TEXT: later("Text"),
    FieldType.NUMBER: later("Number"),
    FieldType.DATE: later("Date"),
    FieldType.CHOICE: later("Choice from a list"),
    FieldType.YES_NO: later("Yes or no"),
}


def fields_page(seen: FieldList, outcome: Message | None = None) -> Message:
    """What fields there are. `outcome` is what was just done."""
    done, said = (outcome.blocks, outcome.text) if outcome else ([], "")
    rows = [_row(one, seen) for one in seen.fields]
    nothing = say("Your team has no fields of its own yet.")
    hint = say("Write them like `/customer edit Dana allergies:nuts`, or fill them in in the form of a customer.")
    heading = say("*Your team's own fields* ({rows})\n{hint}", rows=len(rows), hint=hint) if rows else nothing
    ask = "" if seen.may_define else say("Leads and admins define them.")
    add = [actions(button(say("Add a field"), ids.ADD_FIELD, style="primary"))]
    full = [context(say("There are {most_fields}: no form has room for more.", most_fields=MOST_FIELDS))]
    below = (add if len(rows) < MOST_FIELDS else full) if seen.may_define else [context(ask)]
    text = f"{said} {heading}".strip()
    return Message(text, [*done, section(heading), *rows, *below])


def field_form(one: CustomField | None, customers: int = 0, seen: str = "") -> View:
    """Define a field, or change `one`, in which so many `customers` have something, as it was when `seen`."""
    name = text_input("name", one.name if one else "", longest=NAME_LENGTH, hint=say("Allergies"))
    blocks = [field(say("Name"), name)]
    if one is None:
        types = [option(say(words), kind.value) for kind, words in _TYPES.items()]
        blocks.append(field(say("What it holds"), select("type", types, FieldType.TEXT)))
    if one is None or one.type is FieldType.CHOICE:
        choices = text_input("choices", "\n".join(one.choices) if one else "", lines=True, longest=FORM_TEXT)
        hint = say("One a line.") if one else say("Only for a choice from a list: one a line.")
        blocks.append(field(say("Choices"), choices, optional=one is None, hint=hint))
    if one is None:
        return modal(form_ids.FIELD_FORM, say("Add a field"), blocks, submit=say("Add"), metadata=json.dumps({}))
    note = context(say("It holds: {lower}. {have}", lower=within(say(_TYPES[one.type])), have=_have(customers)))
    metadata = json.dumps({"field": one.id, "seen": seen})
    return modal(
        form_ids.FIELD_FORM,
        say("Change a field"),
        [*blocks, note, _remove(one, customers)],
        submit=say("Save"),
        metadata=metadata,
    )


def field_saved(done: Defined, *, is_new: bool) -> Message:
    """A field was defined or changed."""
    name = inert(done.field.name)
    text = say(
        "*{what}* the field {name}: write it `{key}:`.",
        what=say("Added") if is_new else say("Saved"),
        name=name,
        key=done.field.key,
    )
    if done.outside:
        outside = say_count(
            "{number} customer has what is no choice any more; it stays until somebody changes it.",
            "{number} customers have what is no choice any more; it stays until somebody changes it.",
            done.outside,
        )
        text = f"{text} {outside}"
    return _with_undo(text, done)


def field_removed(done: Defined) -> Message:
    """A field is gone."""
    kept = (
        say(
            " What {count} had in it comes back with Undo.",
            count=say_count("{number} customer", "{number} customers", done.customers),
        )
        if done.customers
        else ""
    )
    return _with_undo(say("*Removed* the field {name}.{kept}", name=inert(done.field.name), kept=kept), done)


def _with_undo(text: str, done: Defined) -> Message:
    return Message(text, [section(text, button(say("Undo"), ids.UNDO, done.undo_id))])


def _row(one: CustomField, seen: FieldList) -> Block:
    choices = f": {inert(', '.join(one.choices), CHOICES_SHOWN)}" if one.choices else ""
    number = say_count("{number} customer", "{number} customers", seen.customers.get(one.id, 0))
    words = f"*{inert(one.name)}* · {within(say(_TYPES[one.type]))}{choices}\n`{one.key}:` · {number}"
    return section(words, button(say("Change"), ids.CHANGE_FIELD, one.id) if seen.may_define else None)


def _remove(one: CustomField, customers: int) -> Block:
    question = confirm(
        say("Remove this field?"),
        say(
            "{have} It disappears from forms, cards and lines; Undo brings it back with all of it.",
            have=_have(customers),
        ),
        say("Remove it"),
    )
    return actions(button(say("Remove this field…"), ids.REMOVE_FIELD, one.id, style="danger", confirmation=question))


def _have(customers: int) -> str:
    if not customers:
        return say("No customer has anything in it.")
    return say_count("{number} customer has something in it.", "{number} customers have something in it.", customers)
