"""Emails and phone numbers as people write them, read into the one form in which they are kept and found."""

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from bot.domain.errors import NotUnderstoodError

_MAYBE_PHONE = re.compile(r"[+(]?[\d\s().+/-]{7,30}")


def region_of(locale: str) -> str:
    """The country whose phone numbers somebody with this Slack locale ("en-GB") writes without a country code."""
    region = locale.replace("_", "-").rpartition("-")[2].upper()
    return region if region in phonenumbers.SUPPORTED_REGIONS else "US"


def read_email(typed: str) -> str:
    """The address, its domain in small letters. Raises NotUnderstoodError; nobody's mail server is asked."""
    try:
        return validate_email(typed.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise NotUnderstoodError(
            f"“{typed.strip()[:100]}” is no email address. Write it like dana@example.com.", field="email"
        ) from error


def read_phone(typed: str, region: str) -> str:
    """The number in international form, "+1 212-555-0123". Raises NotUnderstoodError."""
    number = _parsed(typed, region)
    if number is None:
        raise NotUnderstoodError(
            f"“{typed.strip()[:40]}” is no phone number I can read. "
            "Write it with its country code, like +1 212 555 0123.",
            field="phone",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def spellings(typed: str, region: str) -> tuple[str, ...]:
    """What was typed and, where that can be a phone number, the form in which it would be kept."""
    number = _parsed(typed, region) if _MAYBE_PHONE.fullmatch(typed.strip()) else None
    if number is None:
        return (typed,)
    return typed, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parsed(typed: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(typed.strip(), region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
