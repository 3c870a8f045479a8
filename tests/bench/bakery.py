"""A wholesale bakery and the cafés it supplies: a business to tell the figures of health from, never to choose them by.

It was written down, as its owner might tell it, before the rule was changed and before anybody had looked at it, and is
made otherwise than the businesses of tests/bench/leavers.py: nobody has a hidden regard here, things happen to people.

* Cafés and shops order twice a week or so; a third of what is said on the phone is logged, what was wrong always.
  No contract, no agreed cadence, hardly any ratings. In January they order half as much; a quarter close for three
  weeks in August.
* A delivery is late or wrong four times a year. Half ring up about it, the others say nothing. Of who had two within
  two months a third tries another baker on the side: they order less and less for two to four months; then half of
  these stop, the others come back.
* The person who orders changes every third year, which somebody notes in one of two cases. One in four of the new ones
  brings their own baker along, within two to four months, and orders less meanwhile.
* One café in sixteen closes down within a year; two in three of these order less in the ten weeks before.
* Prices rise each January; one in ten grumbles, and of these one in ten goes by the end of March, as ever till then.
* Of who stops, one in six says so some weeks before. One in twenty says so in anger and stays.
"""

import random

from bot.domain.channel import Severity
from bot.domain.rating import Rating
from tests.bench.leavers import DAYS, Life, heard

YEAR = 365
JANUARY, AUGUST = range(31), range(212, 243)


def live(chance: random.Random) -> Life:
    """One café's two years, or until it went."""
    life, every = Life(cadence=None, renewal=None), 3.5 * chance.lognormvariate(0, 0.35)
    holiday = chance.randrange(AUGUST.start, AUGUST.stop - 20) if chance.random() < 1 / 4 else None
    failures: list[int] = []
    less: list[tuple[int, int]] = []  # from a day to a day they order less and less
    goes = round(chance.expovariate(1 / (YEAR * 16)))
    if goes < DAYS and chance.random() < 2 / 3:
        less.append((goes - 70, goes))
    for day in range(DAYS):
        ending = 0
        if chance.random() < 4 / YEAR:
            failures.append(day)
            _fails(life, day, chance)
            if any(day - 60 <= one < day for one in failures) and chance.random() < 1 / 3:
                ending = _tries_another(day, less, chance, stops=1 / 2)
        if chance.random() < 1 / (3 * YEAR):
            ending = _changes_hands(life, day, less, chance) or ending
        if day % YEAR == JANUARY.start and chance.random() < 1 / 10:
            _logs(life, day, 0.2, chance)
            ending = day + chance.randrange(20, 90) if chance.random() < 1 / 10 else ending
        goes = min(goes, ending or goes)
        if day == goes:
            life.left = day
            break
        _says_so(life, day, goes if goes < DAYS else None, chance)
        if chance.random() < _pace(day, less, holiday) / every and chance.random() < 1 / 3:
            _logs(life, day, 0.6, chance)
    return life


def _pace(day: int, less: list[tuple[int, int]], holiday: int | None) -> float:
    """How much they order on a day, of what is usual."""
    of_year = day % YEAR
    if holiday is not None and holiday <= of_year < holiday + 21:
        return 0.0
    season = 0.5 if of_year in JANUARY else 1.0
    shares = (1 - 0.85 * (day - begin) / (end - begin) for begin, end in less if begin <= day < end)
    return season * min(shares, default=1.0)


def _changes_hands(life: Life, day: int, less: list[tuple[int, int]], chance: random.Random) -> int:
    """Somebody else orders from now on; the day on which they stop, or 0."""
    if chance.random() < 1 / 2:
        _logs(life, day, 0.6, chance)
        life.gone.append(day)
    return _tries_another(day, less, chance, stops=1) if chance.random() < 1 / 4 else 0


def _tries_another(day: int, less: list[tuple[int, int]], chance: random.Random, *, stops: float) -> int:
    """Orders less and less; the day on which they stop, or 0."""
    end = day + chance.randrange(60, 120)
    less.append((day, end))
    return end if chance.random() < stops else 0


def _fails(life: Life, day: int, chance: random.Random) -> None:
    """A delivery is late or wrong; half ring up, which is put right in some days, and now and then lies for weeks."""
    if chance.random() < 1 / 2:
        severity = chance.choices(list(Severity), (1, 3, 6))[0]
        life.complaints.append((day, day + 1 + round(chance.expovariate(1 / 4)), severity))
        _logs(life, day, 0.15, chance)
        if chance.random() < 1 / 20:
            life.threats.append(day)


def _says_so(life: Life, day: int, goes: int | None, chance: random.Random) -> None:
    """One in six of who stops says so, on some day of the last six weeks."""
    if goes is not None and goes - 42 <= day and chance.random() < 1 / 6 / 42:
        _logs(life, day, 0.2, chance)
        life.threats.append(day)


def _logs(life: Life, day: int, feels: float, chance: random.Random) -> None:
    felt = feels + chance.gauss(0, 0.2)
    heard(life, day, felt, chance, misheard=0.15)
    if chance.random() < 0.03:
        life.ratings.append((day, Rating("csat", min(5, max(1, round(1 + felt * 5))))))
