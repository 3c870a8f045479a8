"""Renewals: when they come up, and to when one is renewed.

A renewal is one follow-up. It comes up 90, 60, 30 and 14 days before its day (product.md section 5), and on the day; in
between it rests, so that nobody has it before their eyes for three months.
"""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpKind

STAGES = (90, 60, 30, 14)
"""So many days before a renewal it comes up."""

WINDOW = timedelta(days=7)
"""So long one that fell on a day off, or on days without Rapport, still comes up; later it waits for the next stage."""

LAST_STAGE = timedelta(days=STAGES[-1])
NOBODY_CALLED = timedelta(days=STAGES[-2])
"""Without a touch in so many days before it, a renewal that has come to its last stage is one that nobody works on."""

_PERIODS = (1, 3, 6)
"""Contracts shorter than a year, in months."""

_YEAR = 12


def is_by_itself(followup: FollowUp) -> bool:
    """Whether it came up because a renewal is near."""
    return followup.kind is FollowUpKind.RENEWAL and followup.origin is not None


def comes_up(renewal: date, today: date) -> date | None:
    """The day on which it comes up, today or later, once one looks at it anew; None: not for a long time."""
    if not timedelta() <= renewal - today <= timedelta(days=STAGES[0]):
        return None
    begun = [day for day in _days(renewal) if today - WINDOW < day <= today]
    return today if begun or renewal - today <= LAST_STAGE else next_up(renewal, today)


def next_up(renewal: date, today: date) -> date:
    """The next day after today on which it comes up; the renewal itself at the latest."""
    return next((day for day in _days(renewal) if day > today), renewal)


def _days(renewal: date) -> list[date]:
    return [renewal - timedelta(days=days) for days in STAGES]


def resting(followup: FollowUp, until: date) -> FollowUp:
    """Out of sight until its next stage."""
    return replace(followup, snoozed_until=until, back_at=None, again_at=None, snooze_reason="")


def suggested(customer: Customer, renewal: date) -> date:
    """Until when it is renewed, most likely: as long again as the first time where that was no year, else a year."""
    months = _months(customer.since, renewal) if customer.since else _YEAR
    return _later(renewal, months if months in _PERIODS else _YEAR)


def _months(since: date, renewal: date) -> int:
    whole = (renewal.year - since.year) * 12 + renewal.month - since.month
    return whole if _later(since, whole) == renewal else 0


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last of the month where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = min(number // 12, date.max.year), number % 12 + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)
