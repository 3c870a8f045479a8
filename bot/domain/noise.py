"""Whether a figure moved by more than chance: what is within the usual range is said to be so.

A reader sees some twenty figures at once. Were each called moved where chance alone does that in 5 of 100 cases, one
would be every time; so it is 1 of 100 here. Between the two it is said to have moved perhaps.

* Numbers of things: given how many there were in both spans together, how they fall to one of them is binomial
  (Przyborowski and Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31, 1940).
* Shares: Fisher's exact test where few are compared (R. A. Fisher, 1922), else the difference of two proportions.
* Scores: the difference of two means by their variances (Welch, 1947, by the normal distribution).
* Medians and percentiles: the rank sum of Wilcoxon, Mann and Whitney (1947) with correction for ties: whether what is
  behind them is longer or shorter as a whole.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from math import comb, exp, lgamma, log, sqrt
from statistics import NormalDist

from bot.domain.measure import Measured, share

CHANCE = 0.01
"""As seldom as that chance alone would move a figure so far."""

PERHAPS = 0.05
"""Not as seldom as that, yet seldom."""

FEW = 500
"""Up to so many in both spans together are counted exactly."""

LEAST_RANKED = 4
"""Of fewer values in a span nothing is said by their ranks."""

_MONTHS_DIFFER = 3
"""By so many days at most, from 28 to 31."""

_NORMAL = NormalDist()


class Compared(StrEnum):
    """How two values of a figure are compared."""

    COUNT = "count"
    SHARE = "share"
    OF_SPAN = "share of a whole span"
    """Grows with the span (churn), so only spans that are about as long are compared."""
    SCORE = "score"
    RANKS = "ranks"
    NOT = "not"


Went = tuple[Measured, Measured]
"""A figure in one span and in a later one."""


@dataclass(frozen=True)
class Move:
    """How a figure went from one span to another: by how much, and how seldom chance alone does that (0 to 1).

    `by` is None where one of them has no value; a number of things is compared per day. `chance` is None where too few
    are compared to tell.
    """

    by: float | None
    chance: float | None

    @property
    def is_noise(self) -> bool:
        """Whether it is within the usual range: nothing to act on."""
        return self.by is None or self.chance is None or self.chance >= PERHAPS

    @property
    def is_doubtful(self) -> bool:
        """Whether it is no noise for sure, nor surely none."""
        return not self.is_noise and (self.chance or 0) >= CHANCE


def move(test: Compared, was: Measured, now: Measured, days: tuple[int, int] = (1, 1)) -> Move:
    """From what was to what is. `days`: how long either span is."""
    is_comparable = test is not Compared.OF_SPAN or is_alike(days)
    if was.value is None or now.value is None or not is_comparable:
        return Move(None, None)
    if test is Compared.COUNT:
        per_day = now.value / days[1] - was.value / days[0]
        return Move(per_day, _of_counts(round(was.value), round(now.value), days))
    compared = _CHANCE_OF.get(test)
    return Move(now.value - was.value, compared(was, now) if compared else None)


def is_season(test: Compared, this: Went, then: Went, days: tuple[int, int]) -> bool:
    """Whether what moved this year did so in the same weeks of the year before, and no further now than chance makes.

    `this`, `then`: from what to what it went. A number of things may have grown over the year, so the two years' ways
    are compared, and not how many there were.
    """
    moved, moved_then = move(test, *this, days), move(test, *then, days)
    if moved.is_noise or moved_then.is_noise or not _is_same_way(moved, moved_then):
        return False
    if test is Compared.COUNT:
        further = move(Compared.SHARE, _of_both(*then), _of_both(*this))
    else:
        further = move(test, then[1], this[1], (days[1], days[1]))
    return further.is_noise or not _is_same_way(moved, further)


def _is_same_way(one: Move, other: Move) -> bool:
    return ((one.by or 0) > 0) is ((other.by or 0) > 0)


def _of_both(was: Measured, now: Measured) -> Measured:
    """Which share of a number of things is of the later span."""
    return share(round(now.value or 0), round((was.value or 0) + (now.value or 0)))


def is_alike(days: tuple[int, int]) -> bool:
    """Whether two spans are as long as each other, or as one month is as another."""
    return abs(days[0] - days[1]) <= _MONTHS_DIFFER


def _of_counts(was: int, now: int, days: tuple[int, int]) -> float | None:
    both, usual = was + now, days[1] / (days[0] + days[1])
    if not both:
        return None
    if both > FEW:
        deviation = abs(now - both * usual) - 0.5
        return _two_sided(max(0.0, deviation) / sqrt(both * usual * (1 - usual)))
    each = [_binomial(one, both, usual) for one in range(both + 1)]
    return min(1.0, 2 * min(sum(each[: now + 1]), sum(each[now:])))


def _binomial(one: int, both: int, usual: float) -> float:
    ways = lgamma(both + 1) - lgamma(one + 1) - lgamma(both - one + 1)
    return exp(ways + one * log(usual) + (both - one) * log(1 - usual))


def _of_shares(was: Measured, now: Measured) -> float | None:
    part, number = (was.part or 0) + (now.part or 0), was.number + now.number
    if part in {0, number}:
        return 1.0
    if number > FEW:
        p = part / number
        error = sqrt(p * (1 - p) * (1 / was.number + 1 / now.number))
        return _two_sided(abs((now.part or 0) / now.number - (was.part or 0) / was.number) / error)
    ways, least = comb(number, part), max(0, part - was.number)
    each = {
        one: comb(now.number, one) * comb(was.number, part - one) / ways
        for one in range(least, min(part, now.number) + 1)
    }
    seen = each[now.part or 0] * (1 + 1e-9)  # as likely, but for rounding
    return min(1.0, sum(chance for chance in each.values() if chance <= seen))


def _of_scores(was: Measured, now: Measured) -> float | None:
    error = sqrt(was.spread / was.number + now.spread / now.number)
    if not error or min(was.number, now.number) < LEAST_RANKED:
        return None
    return _two_sided(abs((now.value or 0) - (was.value or 0)) / error)


def _of_ranks(was: Measured, now: Measured) -> float | None:
    few, many = was.number, now.number
    if min(few, many) < LEAST_RANKED:
        return None
    both, sizes = few + many, Counter(was.sizes) + Counter(now.sizes)
    ranks = _ranks(sizes)
    above = sum(ranks[value] * n for value, n in now.sizes.items()) - many * (many + 1) / 2
    ties = sum(size**3 - size for size in sizes.values()) / (both * (both - 1))
    error = sqrt(few * many / 12 * (both + 1 - ties))
    return _two_sided(max(0.0, abs(above - few * many / 2) - 0.5) / error) if error else 1.0


def _ranks(sizes: Counter[float]) -> dict[float, float]:
    """Value -> its rank, the middle one of those that are the same."""
    ranks, below = {}, 0
    for value in sorted(sizes):
        ranks[value] = below + (sizes[value] + 1) / 2
        below += sizes[value]
    return ranks


def _two_sided(z: float) -> float:
    return 2 * _NORMAL.cdf(-z)


_CHANCE_OF = {
    Compared.SHARE: _of_shares,
    Compared.OF_SPAN: _of_shares,
    Compared.SCORE: _of_scores,
    Compared.RANKS: _of_ranks,
}
