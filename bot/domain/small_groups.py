"""Small groups: a figure about one or two customers tells about them, so members are not shown it (leads are).

It could also be taken from the total, less the parts that are shown. So where a part is small, the smallest of the
larger ones is left out with it, and with that one whoever is as large. Then two parts at least are left out, of
different sizes, with three customers or more in one of them: each can still be of another part's size, whatever else
is shown, and also for somebody who knows this rule (tests/unit/domain/test_small_groups.py tries them all).

What it cannot keep from being found is the difference between two questions that each are large enough (all of "tier
gold" and those of them "not tagged x"); `is_told` refuses it where the two are the whole team's customers and a list.
Members see each customer's card anyhow: this keeps figures from saying more of one than they are meant to.
"""

from collections.abc import Mapping
from typing import TypeVar

FEWEST = 3
"""So many different customers are behind a figure that members see (issue 14)."""

Part = TypeVar("Part")


def is_small(customers: int) -> bool:
    """Whether so few are behind a figure that it would tell of them; of nobody it tells of nobody."""
    return 0 < customers < FEWEST


def hidden(customers: Mapping[Part, int]) -> frozenset[Part]:
    """The parts of a breakdown (by category, cause, channel, …) that members are not shown.

    `customers`: how many different ones are behind each part. What is left out can be shown together, as "others".
    Where all of it is left out there is nothing to break down.
    """
    small = {part for part, number in customers.items() if is_small(number)}
    larger = [number for number in customers.values() if number >= FEWEST]
    if small and larger:
        small |= {part for part, number in customers.items() if number == min(larger)}
    return frozenset(small)


def is_told(customers: int, *, of: int) -> bool:
    """Whether members are shown figures of a list with so many customers, beside those of all `of` them.

    Neither it nor the rest that it leaves may be small.
    """
    return not is_small(customers) and not is_small(of - customers)
