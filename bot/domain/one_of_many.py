"""What a change of many did to one of them: kept beside the entry of the whole, so that each one's history has it.

Kept are the fields that are others now, before and after; of tags those that were taken off, and those put on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.bulk_change import CARE, Effect, What
from bot.domain.customers import Customer
from bot.domain.handover import Care
from bot.domain.saying import say

ONE_OF_MANY = "one of many"
"""The kind of subject of such an entry."""

GIVEN, CHANGED = "customer handed over", "customer changed with others"
"""Its actions."""

Fields = dict[str, Any]
Parts = Mapping[int, tuple[Fields, Fields]]
"""By a customer's id what they were, and what they are."""


def of_care(before: Mapping[int, Care], after: Mapping[int, Care]) -> Parts:
    """Of a handover."""
    return {one: (_care(before[one]), _care(after[one])) for one in after}


def of_effects(effects: Iterable[Effect]) -> Parts:
    """Of the changes of a list, each after those before it."""
    parts: dict[int, tuple[Fields, Fields]] = {}
    for effect in effects:
        for one, state in effect.before.items():
            was, became = parts.setdefault(one, ({}, {}))
            _note(effect, state, was, became)
    return parts


def _note(effect: Effect, state: Any, was: Fields, became: Fields) -> None:  # noqa: ANN401  # of any matter
    change = effect.change
    match change.what:
        case What.TAG:
            became.setdefault("tags", []).append(change.value)
        case What.UNTAG:
            was.setdefault("tags", []).append(change.value)
        case what if what in CARE:
            was.update({**_care(state), **was})
            became.update(_care(change.state_after(state)))
        case what:
            was[what], became[what] = state, change.state_after(state)


def _care(care: Care) -> Fields:
    return {"owner": care[0], "backup_owner": care[1]}


def as_customers(customer: Customer, before: Fields, after: Fields) -> tuple[Customer, Customer]:
    """The customer with what was kept of them before, and with what was kept after."""
    was, became = (
        replace(customer, **{name: value for name, value in kept.items() if name != "tags"}) for kept in (before, after)
    )
    return was, became


def tags_in_words(before: Fields, after: Fields) -> str:
    """Which tags were put on and taken off; "" for none."""
    kept = ((say("put on"), after.get("tags")), (say("taken off"), before.get("tags")))
    return "; ".join(f"{done}: {', '.join(f'#{tag}' for tag in tags)}" for done, tags in kept if tags)
