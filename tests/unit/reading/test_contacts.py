"""Phone numbers and addresses as people and files write them, and whose numbers lack a country code."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotUnderstoodError
from bot.domain.people import Person
from bot.reading.contacts import phone_countries, read_emails, read_phone, read_phones, spellings
from bot.reading.countries import countries_of


@pytest.mark.parametrize(
    ("typed", "countries", "kept"),
    [
        ("912 345 678", ("PT", "GB"), "+351 912 345 678"),
        ("020 7946 0110", ("PT", "GB"), "+44 20 7946 0110"),
        ("+44 (0)20 7946 0110", (), "+44 20 7946 0110"),
        ("0044 20 7946 0110", ("US",), "+44 20 7946 0110"),
        ("011 44 20 7946 0110", ("US",), "+44 20 7946 0110"),
        ("tel:+1-212-555-0123", (), "+1 212-555-0123"),
        ("TEL: 212 555 0123", ("US",), "+1 212-555-0123"),
        ("1-800-FLOWERS", ("US",), "+1 800-356-9377"),
        ("212.555.0123", ("US",), "+1 212-555-0123"),
        ("2125550123 x 12", ("US",), "+1 212-555-0123 ext. 12"),
        ("030/1234567", ("DE",), "+49 30 1234567"),
        ("\uff0b44 20 7946 0110", (), "+44 20 7946 0110"),
        ("+44 7700 900125", (), "+44 7700 900125"),  # Ofcom's numbers for fiction: of the right length, given to nobody
    ],
)
def test_number_is_kept_in_its_international_form(typed: str, countries: tuple[str, ...], kept: str) -> None:
    assert read_phone(typed, countries) == kept


@pytest.mark.parametrize(
    ("typed", "countries", "why"),
    [
        ("555-0100", ("US",), "area code or its country code is missing. Write it like +1"),
        ("12345678", ("PT", "GB"), "Write it like +351"),
        ("912 345 678", ("GB",), "country code is missing"),
        ("2125550123", (), "Write it like +1 212 555 0123"),
        ("+1 5550100", (), "country code is missing"),
        ("030 1234567", ("NL", "DE"), "can be +31 30 123 4567 or +49 30 1234567"),
        ("call me", ("US",), "is no phone number I can read"),
        ("1", ("US",), "is no phone number I can read"),
        ("1" * 40, ("US",), "is no phone number I can read"),
        ("", ("US",), "is no phone number I can read"),
    ],
)
def test_number_that_is_not_sure_is_asked_about(typed: str, countries: tuple[str, ...], why: str) -> None:
    with pytest.raises(NotUnderstoodError, match=why.replace("+", r"\+")) as refused:
        read_phone(typed, countries)
    assert refused.value.field == "phone"


@pytest.mark.parametrize("between", [", ", ";", " / ", "/", " ::: ", " or ", "\n", " | "])
def test_several_numbers_are_several(between: str) -> None:
    typed = between.join(["+12125550123", "+12125550124", "+12125550123"])

    assert read_phones(typed, ()) == ("+1 212-555-0123", "+1 212-555-0124")


@pytest.mark.parametrize(
    "typed",
    ["a@x.example, b@x.example", "a@x.example;b@x.example", "a@x.example b@x.example", "a@x.example ::: b@x.example",
     "Ann <a@x.example>; Bo Li <b@x.example>", "mailto:a@x.example\n<b@x.example>",
     "a@x.example, b@x.example, a@X.example,"],
)  # fmt: skip
def test_several_addresses_are_several(typed: str) -> None:
    assert read_emails(typed) == ("a@x.example", "b@x.example")


@pytest.mark.parametrize(
    ("tz", "locale", "countries"),
    [
        ("Europe/Lisbon", "en-GB", ("PT", "GB")),
        ("Europe/Lisbon", "en-US", ("PT",)),
        ("Europe/Amsterdam", "de-DE", ("NL", "DE")),
        ("America/New_York", "en-US", ("US",)),
        ("Asia/Calcutta", "en-GB", ("IN",)),
        ("Europe/Kiev", "uk-UA", ("UA",)),
        ("UTC", "en-GB", ("GB",)),
        ("Etc/GMT+5", "fr", ()),
        ("Mars/Olympus", "de-DE", ("DE",)),
    ],
)
def test_country_is_that_of_the_zone_or_of_a_locale_with_the_same_time(
    tz: str, locale: str, countries: tuple[str, ...]
) -> None:
    assert countries_of(tz, locale) == countries


def test_country_of_the_workspace_outranks_where_somebody_is() -> None:
    ana = Person("U1", "Ana", tz="Europe/Lisbon", locale="en-GB")

    assert phone_countries(ana, "US") == ("US",)
    assert phone_countries(ana, "") == ("PT", "GB")


@given(st.text(max_size=40) | st.text("+0123456789 ()-./x", max_size=30))
def test_any_words_are_a_number_that_reads_as_itself_or_a_sentence(typed: str) -> None:
    try:
        kept = read_phone(typed, ("US",))
    except NotUnderstoodError:
        return
    assert read_phone(kept, ()) == kept
    assert spellings(kept, ())


@given(st.from_regex(r"\A\+1[ .-]?[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{4}\Z"))
def test_a_north_american_number_is_read_as_the_library_reads_it(typed: str) -> None:
    number = phonenumbers.parse(typed)
    is_possible = phonenumbers.is_possible_number(number)
    as_the_library = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    try:
        assert read_phones(typed, ()) == (as_the_library,)
    except NotUnderstoodError:
        assert not is_possible
