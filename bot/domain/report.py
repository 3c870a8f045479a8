"""The sentences with which a report begins: at most five that somebody can act on, the worst first.

A pure rule over facts (`Standing`: how things stand now; `Moved`: figures that are others than usual). Which is worse
is the order of `Matter`, nothing else, so that anybody can foresee it. There are never five for the sake of five.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MOST = 5
"""So many sentences are read; what comes after them is in the tables."""

MOST_MOVED = 2
"""So many of them tell of figures that moved, so that what is to be done is not crowded out."""

SHARED_BY_MOST = 2 / 3
"""A category is named as that of most where so large a part has it."""

ENOUGH = 3
"""Of fewer nothing is said to be shared by most."""


class Matter(StrEnum):
    """What a sentence tells of; the gravest first."""

    LATE_UNCLAIMED = "late unclaimed"
    """Complaints past their deadline that nobody has."""

    LATE = "late"
    """Complaints past their deadline that somebody has."""

    LEAVING = "leaving"
    """Customers who may leave us."""

    BROKEN = "broken"
    """Promises to customers that were broken in the span of the report."""

    WORSE = "worse"
    """A figure that is worse than usual by more than chance."""

    ABOUT = "about"
    """What customers complained of most in the span of the report."""

    UNHEARD = "unheard"
    """Negative messages of watched channels about which nobody has decided."""

    UNCLAIMED = "unclaimed"
    """Follow-ups that nobody has, without complaints that are late."""

    OVERDUE = "overdue"
    """Follow-ups that somebody has, and is late with, without complaints."""

    QUIET = "quiet"
    """Customers of whom nobody has heard for longer than agreed."""

    BETTER = "better"
    """A figure that is better than usual by more than chance."""


ORDER: Mapping[Matter, int] = {matter: place for place, matter in enumerate(Matter)}

GOOD = frozenset({Matter.BETTER})
"""Nothing is to be done about these; where there is nothing else it was a calm time."""


@dataclass(frozen=True)
class Moved:
    """A figure (its key in bot/domain/figures.py) that is another than usual.

    `is_better`: whether that is good; None: neither. `is_chance`: it is within what comes about by chance.
    `is_doubtful`: that is not sure; `is_season`: it was so a year before too. Of both bad news is told nevertheless,
    good news waits.
    """

    figure: str
    now: float
    before: float
    is_better: bool | None
    is_chance: bool
    is_doubtful: bool = False
    is_season: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it is news for sure."""
        return not (self.is_doubtful or self.is_season)


@dataclass(frozen=True)
class Standing:
    """How things stand, in numbers. `None` of a number: whoever asks cannot be told.

    `late_unclaimed` and `late`: complaints past their deadline, by category; `about`: all of the span.
    """

    late_unclaimed: Mapping[str, int] = field(default_factory=dict)
    late: Mapping[str, int] = field(default_factory=dict)
    leaving: int = 0
    broken: int = 0
    unheard: int = 0
    unclaimed: int = 0
    overdue: int = 0
    quiet: int = 0
    about: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One sentence's facts. `shared`: the category that all of them have (`by_all`), or most; "" where there is none.

    `moved` is set for WORSE and BETTER, where `number` is 0.
    """

    matter: Matter
    number: int = 0
    shared: str = ""
    by_all: bool = False
    moved: Moved | None = None


def findings(standing: Standing, moved: Sequence[Moved]) -> list[Finding]:
    """What is to be said first, the worst first: at most MOST, and none that says nothing."""
    counted = [
        _of_categories(Matter.LATE_UNCLAIMED, standing.late_unclaimed),
        _of_categories(Matter.LATE, standing.late),
        Finding(Matter.LEAVING, standing.leaving),
        Finding(Matter.BROKEN, standing.broken),
        _about(standing.about),
        Finding(Matter.UNHEARD, standing.unheard),
        Finding(Matter.UNCLAIMED, standing.unclaimed),
        Finding(Matter.OVERDUE, standing.overdue),
        Finding(Matter.QUIET, standing.quiet),
    ]
    found = [*(one for one in counted if one.number > 0), *_of_moved(moved)]
    return sorted(found, key=lambda one: ORDER[one.matter])[:MOST]


def is_calm(found: Sequence[Finding]) -> bool:
    """Whether nothing is to be done."""
    return all(one.matter in GOOD for one in found)


def _of_categories(matter: Matter, by_category: Mapping[str, int]) -> Finding:
    number = sum(by_category.values())
    shared = max(by_category, key=lambda one: (by_category[one], one), default="")
    by_all = number > 0 and by_category[shared] == number
    is_said = by_all or (number >= ENOUGH and by_category[shared] >= SHARED_BY_MOST * number)
    return Finding(matter, number, shared if is_said else "", by_all=by_all and bool(shared))


def _about(by_category: Mapping[str, int]) -> Finding:
    """The category of most complaints, where it is that of several and no other has as many."""
    said = sorted(((number, word) for word, number in by_category.items() if word), reverse=True)
    if not said or said[0][0] < ENOUGH or said[0][0] == (said[1][0] if len(said) > 1 else 0):
        return Finding(Matter.ABOUT)
    return Finding(Matter.ABOUT, *said[0])


def _of_moved(moved: Sequence[Moved]) -> list[Finding]:
    """Those that moved by more than chance, the worse ones first, then the sure ones, the largest moves first."""
    told = [
        one for one in moved if one.is_better is not None and not one.is_chance and (one.is_sure or not one.is_better)
    ]
    told.sort(key=lambda one: (one.is_better, not one.is_sure, -_size(one), one.figure))
    return [Finding(Matter.BETTER if one.is_better else Matter.WORSE, moved=one) for one in told[:MOST_MOVED]]


def _size(moved: Moved) -> float:
    """By how much of itself a figure moved."""
    return abs(moved.now - moved.before) / max(abs(moved.before), abs(moved.now), 1e-9)
