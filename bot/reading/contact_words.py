"""Addresses, phone numbers and links, told from other words by how they look. What they say is read by others."""

import re
from collections.abc import Sequence

_EMAIL = re.compile(r"[^\s@<>:,;()]+@[^\s@<>:,;()]+\.[^\s@<>.:,;()]{2,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE_WORD = re.compile(r"(?=.*\d)\+?[\d().\u2010-\u2015/-]+|x\d{1,5}|ext\.?\d{1,5}", re.IGNORECASE)
_PHONE_DIGITS = 7
"""The shortest numbers anybody writes; whether the area code is missing is said where numbers are read."""
_AREA_DIGITS = 3

LOOKED_AT = 1_000
"""Words of a text in which addresses are looked for: a mail's signature stands at its end."""


def email_in(word: str) -> str:
    """The address that this word is, also as mail programs and Slack's markup copy it; "" for any other."""
    found = _EMAIL.fullmatch(word.strip(".!?<>").removeprefix("mailto:").partition("|")[0])
    return found[0] if found else ""


def is_link(word: str) -> bool:
    """Whether this word is a web address."""
    return bool(_LINK.fullmatch(word))


def phone_at(words: Sequence[str]) -> tuple[str, int]:
    """The phone number that the first words are, and how many; a second number begins at its own "+"."""
    count = 0
    while count < len(words) and _PHONE_WORD.fullmatch(words[count]) and not (count and words[count][0] == "+"):
        count += 1
    first, digits = words[0] if words else "", sum(map(_digits, words[:count]))
    stands_alone = first[:1].isdigit() and first[:1] not in "01" and _digits(first) <= _AREA_DIGITS
    if digits < _PHONE_DIGITS or (stands_alone and count > 1 and _digits(words[1]) >= _PHONE_DIGITS):
        return "", 0  # nothing, or a figure of the name before a number: "Studio 54 555-1234"
    return " ".join(words[:count]), count


def addresses_in(text: str) -> list[str]:
    """The emails and phone numbers in a text, in their order, as they are written there."""
    words = [word.strip(",;:!?()\"'“”") for word in text.split()[:LOOKED_AT]]
    found, at = [], 0
    while at < len(words):
        phone, count = phone_at(words[at:])
        if address := phone or email_in(words[at]):
            found.append(address)
        at += max(count, 1)
    return found


def _digits(word: str) -> int:
    return sum(map(str.isdigit, word))
