"""What somebody asks of the page: its address and, where something is sent, the fields of a form, and nothing else.

There are no cookies, so no browser sends along by itself what would let somebody act: whoever sends a form has the
token, and whoever has the token may answer. So a form needs no second token against forgery from other sites.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.domain.survey_link import Reached
from bot.reading.clean_text import clean
from bot.survey_page.page import TICKET, VALUE, WORDS

LARGEST_BODY = 32_000
"""Bytes: the longest words (bot/domain/survey.py) percent-encoded, each letter of up to 12 bytes, and their field."""

_MOST_FIELDS = 10
_FORM = "application/x-www-form-urlencoded"


class UnreadableError(Exception):
    """What was sent is no form of this page."""


@dataclass(frozen=True)
class Sent:
    """What a form says: an answer by its number, or words. Where it says neither, nothing was chosen.

    `ticket`: the secret that stood in the form of a counter; "" in others.
    """

    value: int | None = None
    words: str | None = None
    ticket: str = ""


def sent(head: Mapping[str, str], body: bytes) -> Sent:
    """What the body of a POST says. Raises UnreadableError."""
    if head.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise UnreadableError
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise UnreadableError from None
    named = dict(fields)
    if len(named) != len(fields):
        raise UnreadableError
    if WORDS in named:
        return Sent(words=clean(named[WORDS]).strip())
    return Sent(value=_number(named.get(VALUE, "")), ticket=named.get(TICKET, ""))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None  # noqa: PLR2004  # 10 is the most


def stop_of(where: Reached) -> str:
    """The address of the stop link, from that of the page."""
    return f"{where.token}/stop" if where.number is None else "stop"


def page_of(where: Reached) -> str:
    """The address of the page itself, from one of it."""
    return where.token if where.number is None and not where.is_stop else f"../{where.token}"
