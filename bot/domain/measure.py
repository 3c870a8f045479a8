"""How a figure is measured: a share, a median, a score, with how many it is of and how sure one can be of it.

Intervals are those in which the true value lies in 95 of 100 cases. Of a share it is Wilson's (E. B. Wilson, 1927;
recommended for few answers by Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", 2001). Of the
NPS it is the adjusted Wald interval, which adds three quarters of an answer to promoters and to detractors and one and
a half to the others (B. Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70, 2016,
where it covers best of those compared); of very few answers that one can lie
beside the value itself, and is widened up to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from statistics import NormalDist

SURE = 0.95
_Z = NormalDist().inv_cdf((1 + SURE) / 2)


@dataclass(frozen=True)
class Measured:
    """A value, and how many things it is of. `value` is None where there are none.

    `part`: of a share, how many count. `low` and `high`: between which it lies, where that can be told.
    `sizes`: of a median or percentile, how many have each value; `spread`: of a mean or score, the variance.
    """

    value: float | None
    number: int
    part: int | None = None
    low: float | None = None
    high: float | None = None
    sizes: Mapping[float, int] = field(default_factory=dict)
    spread: float = 0.0


def counted(number: int) -> Measured:
    """A number of things."""
    return Measured(number, number)


def share(part: int, number: int) -> Measured:
    """How many of a hundred, with Wilson's interval."""
    if not number:
        return Measured(None, 0, 0)
    p, z2 = part / number, _Z * _Z
    middle = (p + z2 / (2 * number)) / (1 + z2 / number)
    reach = _Z * sqrt(p * (1 - p) / number + z2 / (4 * number * number)) / (1 + z2 / number)
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Measured(100 * p, number, part, 100 * low, 100 * high)


def nps(promoters: int, detractors: int, number: int) -> Measured:
    """Promoters less detractors in a hundred, from -100 to 100, with the adjusted Wald interval."""
    if not number:
        return Measured(None, 0)
    value, spread = _net(promoters, detractors, number)
    middle, adjusted = _net(promoters + 0.75, detractors + 0.75, number + 3)
    reach = _Z * sqrt(adjusted / (number + 3))
    low, high = max(-1.0, min(value, middle - reach)), min(1.0, max(value, middle + reach))
    return Measured(100 * value, number, None, 100 * low, 100 * high, spread=1e4 * spread)


def _net(promoters: float, detractors: float, number: float) -> tuple[float, float]:
    net = (promoters - detractors) / number
    return net, max(0.0, (promoters + detractors) / number - net * net)


def percentile(sizes: Mapping[float, int], percent: int) -> Measured:
    """The value that so many of a hundred do not exceed: one of those there are (the nearest rank)."""
    number = sum(sizes.values())
    rank, below = max(1, -(-number * percent // 100)), 0
    for value in sorted(sizes):
        below += sizes[value]
        if below >= rank:
            return Measured(value, number, sizes=sizes)
    return Measured(None, 0)


def mean(total: float, number: int) -> Measured:
    """The average, without an interval."""
    return Measured(total / number if number else None, number)
