"""The team's own fields of a customer: what they say, and the inputs in which they are filled in."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.custom_fields import NO, VALUE_LENGTH, YES, CustomField, FieldType, shown
from bot.domain.customers import Customer
from bot.domain.saying import say
from bot.views.blocks import date_input, field, number_input, option, radio_buttons, select, text_input
from bot.views.message import Block
from bot.views.mrkdwn import inert

SHOWN = 150
"""Characters of a value beside others (before escaping)."""

NOT_KNOWN = "not_known"
"""The third choice beside yes and no: radio buttons cannot be left again."""


def custom_facts(customer: Customer, fields: Iterable[CustomField]) -> list[tuple[str, str]]:
    """(name, value) of the fields in which a customer has something, in the order of forms; both are inert."""
    values = dict(customer.custom)
    return [(inert(field.name), inert(shown(field, values[field.id]), SHOWN)) for field in fields if field.id in values]


def custom_inputs(customer: Customer, fields: Iterable[CustomField]) -> list[Block]:
    """An input for each field, by its type."""
    values = dict(customer.custom)
    return [field(one.name, _input(one, values.get(one.id, "")), optional=True) for one in fields]


def filled_in(one: CustomField, element: Mapping[str, Any], before: str) -> str:
    """The words behind an input as it was sent back; `before` is what the customer has.

    A choice that is no choice any more comes back as what is written on it.
    """
    chosen = element.get("selected_option") or {}
    if one.type is not FieldType.CHOICE:
        value = str(element.get("value") or chosen.get("value") or element.get("selected_date") or "")
        return "" if value == NOT_KNOWN else value
    marks = {choice_mark(choice): choice for choice in (*one.choices, before)}
    return marks.get(str(chosen.get("value") or ""), str((chosen.get("text") or {}).get("text") or ""))


def choice_mark(choice: str) -> str:
    """What stands for a choice in a form, however Slack writes its emoji, and whatever becomes of its place."""
    return hashlib.sha256(choice.encode()).hexdigest()[:12]


def _input(one: CustomField, value: str) -> Block:
    match one.type:
        case FieldType.TEXT:
            return text_input(one.slot, value, longest=max(VALUE_LENGTH, len(value)))
        case FieldType.NUMBER:
            return number_input(one.slot, value, decimals=True)
        case FieldType.DATE:
            return date_input(one.slot, value)
        case FieldType.CHOICE:
            there = one.choices if value in ("", *one.choices) else (*one.choices, value)
            return select(one.slot, [option(each, choice_mark(each)) for each in there], choice_mark(value))
        case FieldType.YES_NO:
            choices = [option(say("Yes"), YES), option(say("No"), NO), option(say("Not known"), NOT_KNOWN)]
            return radio_buttons(one.slot, choices, value or NOT_KNOWN)
