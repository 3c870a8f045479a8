"""What people write in the team's own fields, and how those are named."""

from datetime import date

import pytest

from bot.domain.custom_fields import CustomField, FieldType, shown, with_values
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.people import Person
from bot.reading.custom_values import read_value
from bot.reading.customer_fields import Reader
from bot.reading.field_names import key_of, read_choices, read_name

TODAY = date(2026, 11, 26)
ALLERGIES = CustomField(1, "Allergies", "allergies", FieldType.TEXT)
TABLE = CustomField(2, "Table number", "table-number", FieldType.NUMBER)
SIGNED = CustomField(3, "Contract signed", "contract-signed", FieldType.DATE)
ROOM = CustomField(4, "Room", "room", FieldType.CHOICE, ("Café", "Terrace", "Garden"))
PRESS = CustomField(5, "Press list", "press-list", FieldType.YES_NO)
FIELDS = (ALLERGIES, TABLE, SIGNED, ROOM, PRESS)


def reader(locale: str = "en-GB") -> Reader:
    return Reader(Person("U0ANA", "Ana", locale=locale), TODAY, ("PT",), custom=FIELDS)


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        (ALLERGIES, "  nuts,\n and shellfish ", "nuts, and shellfish"),
        (ALLERGIES, "=HYPERLINK(1)", "=HYPERLINK(1)"),
        (TABLE, "12", "12"),
        (TABLE, "12.50", "12.5"),
        (TABLE, "-3", "-3"),
        (TABLE, "\N{MINUS SIGN}0.0", "0"),
        (TABLE, "1,204", "1204"),
        (SIGNED, "14 March 2031", "2031-03-14"),
        (SIGNED, "1961-02-03", "1961-02-03"),
        (SIGNED, "03/04/2025", "2025-04-03"),
        (SIGNED, "yesterday", "2026-11-25"),
        (SIGNED, "in 3 days", "2026-11-29"),
        (ROOM, "CAFE", "Café"),
        (PRESS, "Ja", "yes"),
        (PRESS, "0", "no"),
        (PRESS, "  ", ""),
    ],
)
def test_values_are_kept_in_one_way(field: CustomField, words: str, value: str) -> None:
    assert read_value(field, words, reader()) == value


def test_a_number_has_the_sign_of_the_writers_locale() -> None:
    assert read_value(TABLE, "12,5", reader("de-DE")) == "12.5"


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        (ALLERGIES, "x" * 501, "501 characters"),
        (TABLE, "twelve", "is no number"),
        (TABLE, "1.204", "thousands or a fraction"),
        (TABLE, "9" * 40, "is no number"),
        (SIGNED, "29 Feb 2027", "29 February"),
        (SIGNED, "14 March", "needs its year"),
        (SIGNED, "whenever", "as a date"),
        (ROOM, "Roof", "Café, Terrace, Garden"),
        (PRESS, "maybe", "neither yes nor no"),
    ],
)
def test_what_is_no_value_is_refused_with_the_fields_name_and_place(field: CustomField, words: str, said: str) -> None:
    locale = "de-DE" if words == "1.204" else "en-GB"
    locale = "en-US" if words == "1.204" else locale
    with pytest.raises(NotUnderstoodError) as refused:
        read_value(field, words, reader(locale))

    assert said in refused.value.sentence
    assert refused.value.sentence.startswith(field.name)
    assert refused.value.field == field.slot


def test_a_field_is_read_by_its_key_among_those_of_rapport() -> None:
    found, problems = reader().readable({"tier": "gold", "table-number": "12", "room": "roof", "allergies": ""})

    assert found == {"tier": "gold", "custom": ((2, "12"), (1, ""))}
    assert problems["room"].field == "field_4"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [(SIGNED, "2027-03-14", "14 March 2027"), (PRESS, "yes", "Yes"), (TABLE, "2024", "2024"), (ROOM, "Café", "Café")],
)
def test_values_are_shown_as_people_read_them(field: CustomField, value: str, words: str) -> None:
    assert shown(field, value) == words


def test_what_is_said_of_some_fields_leaves_the_others() -> None:
    assert with_values(((1, "nuts"), (3, "2026-01-01")), [(2, "12"), (1, "")]) == ((2, "12"), (3, "2026-01-01"))


@pytest.mark.parametrize(
    ("name", "key"),
    [("Table number", "table-number"), ("Größe", "grosse"), ("=HYPERLINK(", "hyperlink"), ("\N{PEANUTS} Nuts", "nuts")],
)
def test_a_key_has_no_blanks_and_no_signs(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    "name",
    [
        *("", "  ", "\N{PEANUTS}", "2nd phone", "x" * 41, "Table  NUMBER", "table-number", "Tier", "Bday"),
        *("Date of birth", "E-mail", "Mobile", "Do not contact", "ألم" * 20),
    ],
)
def test_a_name_that_means_something_already_or_nothing_is_refused(name: str) -> None:
    with pytest.raises((NotUnderstoodError, ConflictError)) as refused:
        read_name(name, FIELDS)

    assert refused.value.field == "name"


def test_names_of_any_script_are_taken() -> None:
    assert [read_name(name, FIELDS) for name in (" Wi-Fi  name ", "حساسية", "Код")] == ["Wi-Fi name", "حساسية", "Код"]


@pytest.mark.parametrize("typed", ["", "one", "a\nA\n a", "\n".join(map(str, range(51))), "a\n" + "b" * 61])
def test_choices_are_two_to_fifty_short_ones(typed: str) -> None:
    with pytest.raises(NotUnderstoodError) as refused:
        read_choices(typed, FieldType.CHOICE)

    assert refused.value.field == "choices"


def test_choices_keep_their_order_once_each() -> None:
    assert read_choices("Garden, Terrace, garden;Bar,", FieldType.CHOICE) == ("Garden", "Terrace", "Bar")
    assert read_choices("Red, dry\n White \n\nred,  dry", FieldType.CHOICE) == ("Red, dry", "White")
