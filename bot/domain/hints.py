"""What was remembered that a contact to come can build on. Health is never among it: a list may be read by others."""

from collections.abc import Iterable

from bot.domain.customers import Detail, DetailCategory
from bot.domain.drafts import is_about_health


def worth_knowing(details: Iterable[Detail]) -> list[Detail]:
    """What helps with a contact: goals first, then the rest in its order."""
    fit = [detail for detail in details if not is_about_health(detail)]
    return sorted(fit, key=lambda detail: detail.category is not DetailCategory.GOAL)


def goal(details: Iterable[Detail]) -> str:
    """The goal to ask about: the first of these, "" where none is remembered."""
    goals = (one for one in worth_knowing(details) if one.category is DetailCategory.GOAL)
    return next((one.text for one in goals), "")
