"""The name that a lead gives a field of the team's own, and the key by which lines know it."""

import re
from collections.abc import Iterable

from bot.domain.custom_fields import MOST_CHOICES, NAME_LENGTH, CustomField, FieldType
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.reading.customer_fields import READERS
from bot.reading.import_headings import read_heading
from bot.reading.options import BY_NAME

CHOICE_LENGTH = 60
"""Characters of one choice; Slack takes 75, and a form holds all of them (MOST_CHOICES_IN_ALL)."""


def key_of(name: str) -> str:
    """How a field is written in a line, without blanks: "Table number" is "table-number"."""
    return re.sub(r"[\W_]+", "-", fold(name)).strip("-")


def read_name(typed: str, others: Iterable[CustomField]) -> str:
    """A name for a field beside these `others`, with single spaces.

    Raises NotUnderstoodError for one that cannot be, ConflictError for one that means something already.
    """
    name = " ".join(typed.split())
    if not name:
        raise NotUnderstoodError(say("Please give the field a name, like “Allergies”."), field="name")
    if len(name) > NAME_LENGTH:
        raise NotUnderstoodError(
            say(
                "The name of a field has up to {name_length} characters; this has {name}.",
                name_length=NAME_LENGTH,
                name=len(name),
            ),
            field="name",
        )
    key = key_of(name)
    if not key[:1].isalpha():
        raise NotUnderstoodError(
            say("“{name}” is no name for a field: it begins with a letter.", name=name), field="name"
        )
    if taken := next((other for other in others if other.key == key), None):
        raise ConflictError(
            say("There is a field “{name}” already. Give this one another name.", name=taken.name), field="name"
        )
    if known := _known(name, key):
        raise ConflictError(
            say("“{name}” means the {known} of a customer already. Give it another name.", name=name, known=known),
            field="name",
        )
    return name


def read_choices(typed: str, type_: FieldType) -> tuple[str, ...]:
    """The choices, one a line or with commas between them. Raises NotUnderstoodError for what cannot be."""
    if type_ is not FieldType.CHOICE:
        return ()
    by_fold: dict[str, str] = {}
    for one in typed.splitlines() if "\n" in typed.strip() else re.split(r"[,;]", typed):
        by_fold.setdefault(fold(one), " ".join(one.split()))
    choices = tuple(filter(None, by_fold.values()))
    if len(choices) < 2:  # noqa: PLR2004  # of one there is nothing to choose
        raise NotUnderstoodError(say("Give at least two choices, one a line."), field="choices")
    if len(choices) > MOST_CHOICES:
        raise NotUnderstoodError(
            say(
                "A field has up to {most_choices} choices; these are {choices}.",
                most_choices=MOST_CHOICES,
                choices=len(choices),
            ),
            field="choices",
        )
    if long := next((choice for choice in choices if len(choice) > CHOICE_LENGTH), None):
        raise NotUnderstoodError(
            say("“{long}…” is longer than {choice_length} characters.", long=long[:40], choice_length=CHOICE_LENGTH),
            field="choices",
        )
    return choices


def _known(name: str, key: str) -> str:
    """What these words mean already, as an option, a field of the form or the heading of a file; else ""."""
    if option := BY_NAME.get(key) or BY_NAME.get(key.replace("-", "")):
        return option.key
    return read_heading(name).holds.replace("_", " ") or (key if key in READERS else "")
