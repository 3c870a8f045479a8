"""A lead's view of the week, on its first working day: what nobody has, what is late and whose, who may leave us.

It is told late for a while, as it is of use for as long as the week has not gone by.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.away import Absence
from bot.domain.calendar import local_date
from bot.domain.candidates import Ask
from bot.domain.customers import Customer
from bot.domain.digest import Rhythm
from bot.domain.segment import Condition, Segment

WORTH_FOR = timedelta(days=2)
"""So long after its hour it is still told."""

AHEAD = timedelta(days=6)
"""The days after today that belong to the week it tells of."""

LOOKED_BACK = timedelta(days=7)
"""Promises broken so many days back count as the last week's."""


class Risk(StrEnum):
    """Why a customer may leave us, by what can be told without asking anybody."""

    MAY_LEAVE = "may leave"
    QUIET = "quiet"
    UNHAPPY = "unhappy"


BIRTHDAYS = "birthdays"

SEGMENTS: Mapping[str, Segment] = {
    Risk.MAY_LEAVE: Segment.of(Condition("risk", "yes"), Condition("lost", "no")),
    Risk.QUIET: Segment.of(Condition("cadence", "overdue"), Condition("lost", "no")),
    Risk.UNHAPPY: Segment.of(Condition("mood", "negative"), Condition("renewal", "90d"), Condition("lost", "no")),
    BIRTHDAYS: Segment.of(Condition("birthday", "6d"), Condition("lost", "no")),
}
"""The customers behind each part, as a list that a button opens."""


@dataclass(frozen=True)
class AtRisk:
    """How many customers are at risk for one reason, and the first of them by name."""

    number: int
    first: Sequence[Customer]


@dataclass(frozen=True)
class Week:
    """How things stand at the beginning of a week. `overdue`: by whose it is; `at_risk`: by reason.

    `unheard`: how many negative messages of watched channels nobody has decided about. `to_ask`: once a quarter, how
    many customers can be asked for something.
    """

    day: date
    unclaimed: int
    overdue: Mapping[str, int]
    broken: int
    at_risk: Mapping[Risk, AtRisk]
    birthdays: Sequence[tuple[date, Customer]]
    away: Sequence[Absence]
    unheard: int = 0
    to_ask: Mapping[Ask, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        counted = (self.unclaimed, self.broken, len(self.overdue), len(self.birthdays), len(self.away), self.unheard)
        return not any((*counted, *self.to_ask.values(), *(one.number for one in self.at_risk.values())))

    @property
    def named(self) -> list[Customer]:
        """The customers whom it names."""
        return [*(one for risk in self.at_risk.values() for one in risk.first), *(one for _, one in self.birthdays)]


def first_day_of_week(rhythm: Rhythm, now: datetime, holidays: Collection[date]) -> date | None:
    """The first of this week's days on which somebody works, in their zone; None: there is none up to today."""
    today = local_date(now, rhythm.tz)
    monday = today - timedelta(days=today.weekday())
    days = (monday + timedelta(days=step) for step in range(today.weekday() + 1))
    return next((day for day in days if day.weekday() in rhythm.days and day not in holidays), None)


def begins_quarter(day: date) -> bool:
    """Whether the week of a day is the first that begins in a quarter: that has one such week, holiday or not."""
    monday = day - timedelta(days=day.weekday())
    return monday.month % 3 == 1 and monday.day <= 7  # noqa: PLR2004  # the days of a week
