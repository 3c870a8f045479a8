"""The email addresses and phone numbers that stand in a text, in the forms in which customers have them."""

import re
from collections.abc import Sequence

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher

from bot.domain.errors import NotUnderstoodError
from bot.reading.contacts import read_email

_EMAIL = re.compile(r"[^\s<>()\[\],;:|\"']{1,64}@[^\s<>()\[\],;:|\"'@]{1,255}")

MOST = 20
"""So many of each are looked at: a text with more is a list, and tells of nobody in particular."""


def emails_in(text: str) -> list[str]:
    """Each address once, in their order."""
    found = []
    for match in list(_EMAIL.finditer(text))[:MOST]:
        try:
            found.append(read_email(match[0].rstrip(".!?")))
        except NotUnderstoodError:
            continue
    return list(dict.fromkeys(found))


def phones_in(text: str, countries: Sequence[str]) -> list[str]:
    """Each number once (E.164). One without its country code is read as of each of these countries (ISO codes)."""
    matches = (each for country in countries or (None,) for each in PhoneNumberMatcher(text, country, max_tries=MOST))
    numbers = (phonenumbers.format_number(each.number, PhoneNumberFormat.E164) for each in matches)
    return list(dict.fromkeys(numbers))
