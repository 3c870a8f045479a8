"""The team's own fields in lines: by key, by name, in quotes; beside all that a line says otherwise."""

from dataclasses import replace

import pytest

from bot.domain.custom_fields import CustomField, FieldType
from bot.reading.commands import ADD, EDIT
from bot.reading.customer_line import read_customer_line
from bot.reading.line import Line
from tests.line_reading import READERS

FIELDS = (
    CustomField(1, "Allergies", "allergies", FieldType.TEXT),
    CustomField(2, "Table number", "table-number", FieldType.NUMBER),
    CustomField(3, "=HYPERLINK(", "hyperlink", FieldType.TEXT),
    CustomField(4, "Größe", "grosse", FieldType.TEXT),
    CustomField(5, "A rather long name of a field it is", "a-rather-long-name-of-a-field-it-is", FieldType.TEXT),
    CustomField(6, "Tier", "tier", FieldType.TEXT),
    CustomField(7, "حساسية", "حساسيه", FieldType.TEXT),
)


def read(raw: str, command: str = ADD) -> Line:
    return read_customer_line(raw, command, replace(READERS, custom=FIELDS))


@pytest.mark.parametrize(
    ("raw", "options"),
    [
        ("Dana allergies:nuts table-number:12", {"allergies": "nuts", "table-number": "12"}),
        ("Dana Allergies: nuts and fish tier:gold", {"allergies": "nuts and fish", "tier": "gold"}),
        ('Dana "Table number":12', {"table-number": "12"}),
        ("Dana “table  number”: 12", {"table-number": "12"}),
        ("Dana Table Number=12", {"table-number": "12"}),
        ("Dana table_number:555-1234-567", {"table-number": "555-1234-567"}),
        ('Dana "=HYPERLINK(":x', {"hyperlink": "x"}),
        ("Dana größe:L", {"grosse": "L"}),
        ("Dana a-rather-long-name-of-a-field-it-is:yes", {"a-rather-long-name-of-a-field-it-is": "yes"}),
        ("Dana allergies:dana@x.org dana@y.org", {"allergies": "dana@x.org", "email": "dana@y.org"}),
        ("Dana allergies:#nuts", {"allergies": "#nuts"}),
        ("Dana حساسية:فول", {"حساسيه": "فول"}),
        ("Dana allergies:", {"allergies": ""}),
    ],
)
def test_fields_are_options_in_a_line(raw: str, options: dict[str, str]) -> None:
    line = read(raw)

    assert (line.customer, dict(line.options), line.doubts) == ("Dana", options, ())


@pytest.mark.parametrize("raw", ["Dana alergies:nuts", "Dana allergies:nuts allergies:fish", "Dana colour:red"])
def test_a_mistyped_or_doubled_field_is_asked_about(raw: str) -> None:
    assert read(raw).doubts


def test_fields_of_rapport_come_before_the_teams_own() -> None:
    assert dict(read("Dana tier:gold", EDIT).options) == {"tier": "gold"}


def test_without_such_fields_their_keys_are_unknown() -> None:
    assert read_customer_line("Dana allergies:nuts", ADD, READERS).doubts
