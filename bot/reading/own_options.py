"""The team's own fields as options of a line: `allergies:nuts`, `table-number:12`, also `"Table number":12`."""

import re
from collections.abc import Iterable, Mapping

from bot.domain.custom_fields import CustomField, FieldType
from bot.reading.options import BY_NAME, Option, Value

_QUOTE, _END_QUOTE = '["“”„«]?', '["“”»]?'
_EXAMPLES = {FieldType.NUMBER: "12", FieldType.DATE: "2026-11-20", FieldType.YES_NO: "yes"}
FIGURES = frozenset({FieldType.NUMBER, FieldType.DATE})
"""Types whose values have figures of their own, so that a number in one is no phone's."""


def own_options(fields: Iterable[CustomField]) -> Mapping[str, Option]:
    """By its key each field as an option; those that an option of Rapport's has the key of are left out."""
    return {
        one.key: Option(one.key, one.name, f"{one.key}:{_example(one)}", Value.WORDS)
        for one in fields
        if one.key not in BY_NAME
    }


def with_keys(text: str, fields: Iterable[CustomField]) -> str:
    """The line with the key of a field where its name stands before a colon, in quotes or not."""
    for one in sorted(fields, key=lambda one: len(one.name), reverse=True):
        if one.name.casefold() != one.key:
            name = r"[\s_-]+".join(map(re.escape, one.name.split()))
            text = re.sub(rf"(?<!\S){_QUOTE}{name}{_END_QUOTE} ?(?=[:=\uff1a])", one.key, text, flags=re.IGNORECASE)
    return text


def _example(field: CustomField) -> str:
    return field.choices[0] if field.choices else _EXAMPLES.get(field.type, "…")
