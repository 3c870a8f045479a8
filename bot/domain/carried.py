"""What a button, menu or form of ours carries, read again: the ids of rows and people, and days.

Slack gives back what was sent, but a message may be years old, and whoever has the signing secret can make up anything.
So what cannot be read raises OutdatedError, which says what to do; whether there is such a row is another question.
"""

import re
from datetime import date, time

from bot.domain.errors import OutdatedError

_ROW = re.compile(r"[0-9]{1,18}")
"""Within SQLite's integers of 64 bits, https://sqlite.org/datatype3.html."""

_PERSON = re.compile(r"[A-Z0-9]{1,64}")
"""Slack's ids are letters and digits, https://docs.slack.dev/reference/objects/user-object."""


def is_row_id(text: str) -> bool:
    """Whether it can be the id of a row."""
    return bool(_ROW.fullmatch(text))


def is_person_id(text: str) -> bool:
    """Whether it can be Slack's id of a person."""
    return bool(_PERSON.fullmatch(text))


def row_id(text: str) -> int:
    """The id of a row. Raises OutdatedError."""
    if not is_row_id(text):
        raise OutdatedError
    return int(text)


def two_row_ids(text: str) -> tuple[int, int]:
    """Such as "3:17". Raises OutdatedError."""
    first, _, second = text.partition(":")
    return row_id(first), row_id(second)


def person_id(text: str) -> str:
    """Slack's id of a person. Raises OutdatedError."""
    if not is_person_id(text):
        raise OutdatedError
    return text


def day(text: str) -> date:
    """Such as "2026-12-01". Raises OutdatedError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise OutdatedError from error


def clock_time(text: str) -> time | None:
    """Such as "15:00"; None for nothing. Raises OutdatedError."""
    try:
        return time.fromisoformat(text) if text else None
    except ValueError as error:
        raise OutdatedError from error


def texts_by_name(carried: object) -> dict[str, str]:
    """Such as {"digest_at": "1f3a90bc"}. Raises OutdatedError."""
    if not isinstance(carried, dict) or not all(isinstance(one, str) for pair in carried.items() for one in pair):
        raise OutdatedError
    return {str(name): str(text) for name, text in carried.items()}
