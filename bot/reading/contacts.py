"""Emails and phone numbers as people write them, read into the one form in which they are kept and found."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumberFormat, ValidationResult

from bot.domain.errors import NotUnderstoodError
from bot.domain.people import Person
from bot.domain.saying import say
from bot.reading.countries import countries_of

MOST_DIGITS = 15
"""Digits of a phone number at most (ITU-T E.164)."""

_MAYBE_PHONE = re.compile(r"(?:tel:)?[+(]?[\d\s().+/-]{7,30}(?:(?:ext\.?|x) ?\d{1,7})?", re.IGNORECASE)
_NAMED_ADDRESS = re.compile(r"[^<>]*<(?:mailto:)?([^<>\s]+@[^<>\s]+)>")  # Dana Reyes <dana@example.com>
_PLAIN_ADDRESS = re.compile(
    r"(?=.{1,60}@)[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+){0,5}@(?=.{4,60}$)(?:[A-Za-z0-9]{1,60}[.])+(?!(?:arpa|invalid|local|localhost|onion|test)$)"
    r"[A-Za-z]{2,20}",
    re.IGNORECASE,
)
"""Of these signs alone, at no name that is kept for other uses (RFC 6761)."""
_NORTH_AMERICAN = re.compile(r"\+1[ .-]?([2-9]\d\d)[ .-]?([2-9]\d\d)[ .-]?(\d{4})", re.ASCII)
"""+1 212-555-0123: the library takes 90 µs for it, and says the same."""
_BETWEEN_NUMBERS = re.compile(r"[,;\n|]|:::|\s/\s|(?<=\d{5})/(?=[+\d]{6})|\s(?:or|oder|ou|und|and)\s", re.IGNORECASE)
_BETWEEN_ADDRESSES = re.compile(r"(?<=[^\s,;])\s+(?=[^\s<@]+@)|[,;\n|]|:::")


def phone_countries(person: Person, country: str) -> tuple[str, ...]:
    """The countries whose numbers somebody writes without a country code, as ISO codes.

    The workspace's (`country`, a setting) alone, where it is set. Else that of their time zone and, where the
    same time is kept there, that of their locale; where the zone tells no country, that of the locale.
    """
    return (country,) if country else countries_of(person.tz, person.locale)


def read_email(typed: str) -> str:
    """The address, its domain in small letters. Raises NotUnderstoodError; nobody's mail server is asked."""
    if _PLAIN_ADDRESS.fullmatch(typed):  # nearly every one: the library takes 70 µs for it, and says the same
        local, _, domain = typed.partition("@")
        return f"{local}@{domain.lower()}"
    address = _NAMED_ADDRESS.sub(r"\1", typed.strip().removeprefix("mailto:"))
    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise NotUnderstoodError(
            say("“{typed}” is no email address. Write it like dana@example.com.", typed=typed.strip()[:100]),
            field="email",
        ) from error


def read_emails(typed: str) -> tuple[str, ...]:
    """Every address in these words, each once. Raises NotUnderstoodError for the first that is none."""
    if _PLAIN_ADDRESS.fullmatch(typed):
        return (read_email(typed),)
    return _each(map(read_email, _parts(_BETWEEN_ADDRESSES, typed)))


def read_phone(typed: str, countries: Sequence[str]) -> str:
    """The number in international form, "+1 212-555-0123". Raises NotUnderstoodError.

    One without its country code is only taken where it is a valid number of exactly one of these countries; one with it
    where it has the right length, as numbers are given out faster than the tables of `phonenumbers` learn of them.
    """
    if plain := _NORTH_AMERICAN.fullmatch(typed):
        return "+1 {}-{}-{}".format(*plain.groups())
    number = _international(typed) or _only(_national(typed, countries))
    if number is None:
        raise NotUnderstoodError(_why_not(typed, countries), field="phone")
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def read_phones(typed: str, countries: Sequence[str]) -> tuple[str, ...]:
    """Every number in these words, each once. Raises NotUnderstoodError for the first that is none."""
    if _NORTH_AMERICAN.fullmatch(typed):
        return (read_phone(typed, countries),)
    return _each(read_phone(part, countries) for part in _parts(_BETWEEN_NUMBERS, typed))


def spellings(typed: str, countries: Sequence[str]) -> tuple[str, ...]:
    """What was typed and, where that can be a phone number, the forms in which it would be kept."""
    if not _MAYBE_PHONE.fullmatch(typed.strip()):
        return (typed,)
    number = _international(typed)
    found = [number] if number else _national(typed, countries)
    return typed, *(phonenumbers.format_number(number, PhoneNumberFormat.E164) for number in found)


def _parts(between: re.Pattern[str], typed: str) -> list[str]:
    return [part.strip() for part in between.split(typed) if part.strip()]


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _international(typed: str) -> phonenumbers.PhoneNumber | None:
    """The number, where its country code stands before it ("+44 …", "0044 …"). 00 leads abroad in most of the world."""
    plain = unicodedata.normalize("NFKC", typed)
    digits = re.sub(r"^\s*(?:tel:\s*)?(?:\+\s*|00)(?=\s?[1-9(])", "+", plain, flags=re.IGNORECASE)
    number = _parsed(digits, None) if digits.lstrip().startswith("+") else None
    is_possible = number and phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    return number if is_possible else None


def _national(typed: str, countries: Iterable[str]) -> list[phonenumbers.PhoneNumber]:
    """The valid numbers that this is in these countries."""
    parsed = (_parsed(typed, country) for country in countries)
    return [number for number in parsed if number and phonenumbers.is_valid_number(number)]


def _only(numbers: list[phonenumbers.PhoneNumber]) -> phonenumbers.PhoneNumber | None:
    one_of_each = {phonenumbers.format_number(number, PhoneNumberFormat.E164): number for number in numbers}
    return next(iter(one_of_each.values())) if len(one_of_each) == 1 else None


def _parsed(typed: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(typed.strip(), country)
    except phonenumbers.NumberParseException:
        return None


def _why_not(typed: str, countries: Sequence[str]) -> str:
    number = typed.strip()[:40]
    found = _national(typed, countries)
    if len(found) > 1:
        each = say(" or ").join(phonenumbers.format_number(one, PhoneNumberFormat.INTERNATIONAL) for one in found)
        return say("“{number}” can be {each}. Write it with its country code.", number=number, each=each)
    if not re.search(r"\d.*\d.*\d", typed) or sum(map(str.isdigit, typed)) > MOST_DIGITS:
        return say(
            "“{number}” is no phone number I can read. Write it with its country code, like {like}.",
            number=number,
            like=_like(countries),
        )
    return say(
        "“{number}” is no whole phone number: its area code or its country code is missing. Write it like {like}.",
        number=number,
        like=_like(countries),
    )


def _like(countries: Sequence[str]) -> str:
    """A number as somebody there would write it for somebody abroad."""
    example = next(filter(None, map(phonenumbers.example_number, countries)), None)
    return phonenumbers.format_number(example, PhoneNumberFormat.INTERNATIONAL) if example else "+1 212 555 0123"
