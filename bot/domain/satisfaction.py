"""The satisfaction check: some days after a complaint was put right, its customer is asked whether they are satisfied.

A good answer closes the matter, a bad one opens the complaint again. There is one check at most for each time that it
was put right.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.customers import Customer
from bot.domain.errors import NotUnderstoodError
from bot.domain.mood import Mood
from bot.domain.rating import Rating
from bot.domain.saying import figure, say
from bot.domain.touchpoints import TEXT_LENGTH

TOO_LATE = timedelta(days=14)
"""So long after its day a check is made up for (after a long break); then the question would only be odd."""

SATISFIED, NOT_SATISFIED = "satisfied", "not satisfied"
"""The outcomes of a check."""

OPENED_AGAIN = "the complaint was opened again"
"""The outcome of a check that nobody needs any more."""

_ORIGIN = re.compile(r"check:([0-9]{1,18})")


def origin_of(resolution_id: int) -> str:
    """What is unique about the check of one resolution."""
    return f"check:{resolution_id}"


def resolution_behind(origin: str | None) -> int | None:
    """The resolution that a check asks about; None where it is no such check."""
    found = _ORIGIN.fullmatch(origin or "")
    return int(found[1]) if found else None


@dataclass(frozen=True)
class CheckAnswer:
    """What the customer answered: whether they are satisfied, in which words, how they sound, and CSAT where given."""

    is_satisfied: bool
    words: str
    mood: Mood
    rating: Rating | None = None

    @property
    def outcome(self) -> str:
        """As the check keeps it."""
        return SATISFIED if self.is_satisfied else NOT_SATISFIED


def check_answer(answer: CheckAnswer) -> None:
    """Raise NotUnderstoodError, with the field to mend, where something of it cannot be."""
    if not answer.is_satisfied and not answer.words.strip():
        raise NotUnderstoodError(say("Please write what they said, for whoever puts it right."), field="text")
    if len(answer.words) > TEXT_LENGTH:
        raise NotUnderstoodError(
            say("Up to {text_length} characters can be kept. Please shorten it.", text_length=figure(TEXT_LENGTH)),
            field="text",
        )


def why_not(customer: Customer) -> str:
    """Why a customer is not asked; "" where they can be."""
    if customer.do_not_contact:
        return say("they do not want to be contacted")
    return say("they are lost") if customer.lost_on else ""
