"""Retention month by month and cohort by cohort, of how many customers began and were lost in which month."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from bot.domain.figures import Cohort, Month

SHOWN = 12
"""So many months are looked back on."""


class Life(NamedTuple):
    """In which month somebody became a customer, was lost, and was erased; None: not. A month is its first day."""

    began: date
    lost: date | None = None
    gone: date | None = None

    def is_there_after(self, month: date) -> bool:
        """Whether they are a customer when this month, or a later one than they began in, is over."""
        return (self.lost is None or self.lost > month) and (self.gone is None or self.gone > month)

    def counts_in(self, month: date) -> bool:
        """Whether they were a customer when this month began, and it is known what became of them in it."""
        was_there = self.began < month and (self.lost is None or self.lost >= month)
        return was_there and (self.lost == month or self.gone is None or self.gone > month)


Lives = Mapping[Life, int]
"""How many customers have the same."""


def months_until(last: date, number: int = SHOWN) -> list[date]:
    """The first days of so many months, of which the last is the one of this day."""
    index = last.year * 12 + last.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(index - number + 1, index + 1)]


def by_month(lives: Lives, last: date) -> list[Month]:
    """How many there were at the beginning of each month, and how many of them it lost."""
    return [
        Month(
            month,
            sum(n for life, n in lives.items() if life.counts_in(month)),
            sum(n for life, n in lives.items() if life.counts_in(month) and life.lost == month),
            sum(n for life, n in lives.items() if life.began == month),
        )
        for month in months_until(last)
    ]


def cohorts(lives: Lives, last: date) -> list[Cohort]:
    """Of those who began in each month, how many were left after it and each month that has begun since."""
    found, shown = [], months_until(last)
    for month in shown:
        theirs = [(life, n) for life, n in lives.items() if life.began == month]
        if theirs:
            left = [sum(n for life, n in theirs if life.is_there_after(one)) for one in shown if one >= month]
            found.append(Cohort(month, sum(n for _, n in theirs), tuple(left)))
    return found
