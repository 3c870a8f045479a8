"""What was remembered that a contact to come can build on. Health is never among it: a list may be read by others."""

import re
from collections.abc import Iterable

from bot.domain.customers import Detail, DetailCategory
from bot.domain.drafts import is_about_health

_CALLING = re.compile(
    r"\b(?:call(?:s|ing)?|ring(?:ing)?|be(?:ing)? (?:called|rung)|phon(?:e|es|ed|ing)|telephone\w*|voice ?mails?)\b",
    re.IGNORECASE,
)
"""Words of calling somebody, in what is planned and in what was asked; not those of a name ("dog called Biscuit")."""

_NOT = re.compile(
    r"\b(?:not|never|no|don['\u2019]?t|stop|without|instead of|rather than|hates?|dislikes?)\b", re.IGNORECASE
)
"""What makes of a detail with such a word the wish not to be called."""


def is_call(title: str) -> bool:
    """Whether a follow-up with these words is to call somebody."""
    return _CALLING.search(title) is not None and _NOT.search(title) is None


def no_calls(details: Iterable[Detail]) -> str:
    """What was remembered of a wish not to be called, in the words in which it was; "" where nothing was."""
    return next((one.text for one in details if _CALLING.search(one.text) and _NOT.search(one.text)), "")


def worth_knowing(details: Iterable[Detail]) -> list[Detail]:
    """What helps with a contact: goals first, then the rest in its order."""
    fit = [detail for detail in details if not is_about_health(detail)]
    return sorted(fit, key=lambda detail: detail.category is not DetailCategory.GOAL)


def goal(details: Iterable[Detail]) -> str:
    """The goal to ask about: the first of these, "" where none is remembered."""
    goals = (one for one in worth_knowing(details) if one.category is DetailCategory.GOAL)
    return next((one.text for one in goals), "")
