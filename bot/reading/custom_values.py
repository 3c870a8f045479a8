"""What people write in a field of the team's own (bot/domain/custom_fields.py) -> the text that is kept."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.domain.custom_fields import NO, VALUE_LENGTH, YES, CustomField, FieldType
from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import figure, say
from bot.reading.yes_no import read_yes

CHOICES_SAID = 12
"""So many choices are told to somebody who wrote another one; the others are counted."""


class Reads(Protocol):
    """How the writer writes figures and days (bot/reading/customer_fields.py)."""

    def number(self, words: str) -> Decimal:
        """A number. Raises NotUnderstoodError."""

    def any_day(self, words: str, name: str) -> date:
        """A day, past or to come. `name`: the field's key. Raises NotUnderstoodError."""


def read_value(field: CustomField, words: str, reader: Reads) -> str:
    """The value to keep; "" for no words. Raises NotUnderstoodError with the field's place in a form."""
    words = " ".join(words.split())
    if not words:
        return ""
    try:
        return _READERS[field.type](field, words, reader)
    except NotUnderstoodError as error:
        raise NotUnderstoodError(f"{field.name}: {error.sentence}", field=field.slot) from error


def _text(_field: CustomField, words: str, _reader: Reads) -> str:
    if len(words) > VALUE_LENGTH:
        raise NotUnderstoodError(
            say(
                "This has {words} characters; a field holds up to {value_length}. Please shorten it.",
                words=figure(len(words)),
                value_length=figure(VALUE_LENGTH),
            )
        )
    return words


def _number(_field: CustomField, words: str, reader: Reads) -> str:
    exact = format(reader.number(words), "f")
    plain = exact.rstrip("0").rstrip(".") if "." in exact else exact
    return "0" if plain == "-0" else plain


def _date(field: CustomField, words: str, reader: Reads) -> str:
    return reader.any_day(words, field.key).isoformat()


def _choice(field: CustomField, words: str, _reader: Reads) -> str:
    meant = fold(words)
    if found := next((choice for choice in field.choices if fold(choice) == meant), None):
        return found
    more = len(field.choices) - CHOICES_SAID
    others = say(" and {more} more", more=more) if more > 0 else ""
    raise NotUnderstoodError(
        say(
            "“{words}” is no choice. These are: {choices}{others}.",
            words=words[:40],
            choices=", ".join(field.choices[:CHOICES_SAID]),
            others=others,
        )
    )


def _yes_no(_field: CustomField, words: str, _reader: Reads) -> str:
    return YES if read_yes(words) else NO


_READERS: dict[FieldType, Callable[[CustomField, str, Reads], str]] = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
    FieldType.YES_NO: _yes_no,
}
"""Type of a field -> (field, words, who writes) -> what is kept."""
