"""Simulated businesses with known leavers, to measure how well health warns of them (tests/bench/warned.py does).

It is not built from the rule. Each customer has a regard for the business that nobody sees: it wavers, returns to their
own level, and falls with a failure of service; when one is put right, part of it comes back. Who thinks little of the
business decides to leave some day, by chance, the sooner the less they think of it, and leaves weeks later; others
leave for reasons of their own (a move, no money), with no sign beforehand. What Rapport sees of it is noisy and little:

* contacts come by chance around a rhythm, and staff log only some of them; of who decided to leave, most come less,
  some as ever until the last day; who stays has long gaps as well (holidays, a season);
* only some complain of a failure (the others say nothing and think the less of you), and of those who decided to leave
  only some say so; some who stay say it too, in anger;
* the mood of a contact follows the regard loosely, and is heard wrongly now and then; few answer when they are asked
  for a rating;
* the team lets things lie, breaks promises, and is late for everybody alike.

A business is a row of BUSINESSES; its figures are guesses within what is usual, varied on purpose: rare visits and
weekly calls, quiet customers, staff who log little.
"""

import random
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.domain.channel import Severity
from bot.domain.health import TOUCHES, Facts, OpenComplaint
from bot.domain.mood import Label
from bot.domain.mood_course import MoodPoint
from bot.domain.rating import Rating

DAYS = 730
FIRST = date(2025, 1, 6)


@dataclass(frozen=True)
class Business:
    """Its customers on average. Shares are of 1, spans in days, rates a year.

    `every`: days between contacts; `cadence`: for what share one is agreed. `voice`: who complains of a failure, or
    says that they leave. `logs`: of contacts, the share that staff log. `fade`: who comes less once they decided.
    """

    name: str
    every: float
    cadence: float
    renews: bool
    failures: float = 1.6
    leaves: float = 0.10
    elsewhere: float = 0.04
    voice: float = 0.4
    logs: float = 0.7
    fade: float = 0.7
    mending: float = 5.0
    misheard: float = 0.15
    answers: float = 0.1


B2B = Business("B2B service, weekly calls", 9, 0.6, renews=True)
CLINIC = Business("clinic, rare visits", 75, 0.2, renews=False, failures=0.8)
STUDIO = Business("studio, every three weeks", 21, 0.1, renews=False)
BUSINESSES = (
    *(B2B, CLINIC, STUDIO),
    replace(B2B, name="B2B, customers who say little", voice=0.1),
    replace(B2B, name="B2B, staff who log little", logs=0.35),
    replace(STUDIO, name="studio, things lie for long", mending=15.0),
    replace(B2B, name="B2B, nobody fades away", fade=0.0),
)


@dataclass
class Life:
    """What was seen of one customer, by days since FIRST; `left`: the day on which they left, if ever."""

    cadence: int | None
    renewal: int | None
    left: int | None = None
    touched: list[int] = field(default_factory=list)
    moods: list[tuple[int, Label]] = field(default_factory=list)
    complaints: list[tuple[int, int, Severity]] = field(default_factory=list)
    ratings: list[tuple[int, Rating]] = field(default_factory=list)
    threats: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    overdue: list[tuple[int, int]] = field(default_factory=list)


def live(kind: Business, chance: random.Random) -> Life:
    """One customer's two years, or until they left."""
    usual = min(0.95, max(0.3, chance.gauss(0.7, 0.12)))
    every = kind.every * chance.lognormvariate(0, 0.3)
    life = Life(
        cadence=max(7, round(every * 3)) if chance.random() < kind.cadence else None,
        renewal=chance.randrange(365) if kind.renews else None,
    )
    regard, decided, goes, fades, away_until, is_loud = usual, None, None, False, 0, chance.random() < kind.voice
    for day in range(DAYS):
        regard += 0.012 * (usual - regard) + chance.gauss(0, 0.012)
        if chance.random() < kind.failures / 365:
            regard -= chance.uniform(0.08, 0.4)
            regard += _complain(life, kind, day, regard, chance) if chance.random() < kind.voice else 0
        regard -= _neglect(life, day, chance)
        if chance.random() < 0.8 / 365:
            away_until = day + chance.randrange(14, 50)
        if decided is None and chance.random() < _hazard(kind, regard):
            decided, fades = day, chance.random() < kind.fade
            goes = _leaves_on(life, day, chance)
            if is_loud and chance.random() < 0.5:
                _touch(life, kind, day, 0.1, chance)
                life.threats.append(day)
        if chance.random() < kind.elsewhere / 365:
            goes = min(goes or DAYS, day + 1)
        if goes is not None and day >= goes:
            life.left = day
            break
        comes = 0.35 if decided is not None and fades else 0.0 if day < away_until else 1.0
        if chance.random() < comes / every and chance.random() < kind.logs:
            _touch(life, kind, day, regard, chance)
    return life


def _neglect(life: Life, day: int, chance: random.Random) -> float:
    """What the team leaves undone or breaks, and what that costs of their regard."""
    is_broken = chance.random() < 0.3 / 365
    if is_broken:
        life.broken.append(day)
    if chance.random() < 1.0 / 365:
        life.overdue.append((day, day + chance.randrange(1, 15)))
    return 0.08 if is_broken else 0.0


def _hazard(kind: Business, regard: float) -> float:
    """The chance to decide today: `leaves` a year at a regard of 0.6, three times as much for each 0.15 less."""
    return min(0.2, kind.leaves / 365 * float(3 ** ((0.6 - regard) / 0.15)))


def _leaves_on(life: Life, day: int, chance: random.Random) -> int:
    """Some weeks later; half of those with a contract wait until it ends."""
    soon = day + 10 + round(chance.expovariate(1 / 45))
    if life.renewal is None or chance.random() < 0.5:
        return soon
    return next(on for on in range(life.renewal, DAYS * 2, 365) if on >= day)


def _complain(life: Life, kind: Business, day: int, regard: float, chance: random.Random) -> float:
    """A complaint; gives what putting it right brings back of their regard, later but counted at once."""
    severity = chance.choices(list(Severity), (1, 2, 2))[0]
    lies = chance.expovariate(1 / kind.mending)
    life.complaints.append((day, day + 1 + round(lies), severity))
    _touch(life, kind, day, 0.15, chance)
    if regard < 0.4 and chance.random() < 0.1:
        life.threats.append(day)
    return 0.15 if lies < 4 else 0.05


def _touch(life: Life, kind: Business, day: int, regard: float, chance: random.Random) -> None:
    heard(life, day, regard + chance.gauss(0, 0.25), chance, misheard=kind.misheard)
    if chance.random() < kind.answers:
        life.ratings.append((day, Rating("nps", min(10, max(0, round(regard * 11 + chance.gauss(0, 1.5)))))))


def heard(life: Life, day: int, felt: float, chance: random.Random, *, misheard: float) -> None:
    """A contact and its mood, which is heard wrongly now and then. `felt`: about 0 to 1."""
    life.touched.append(day)
    label: Label = "negative" if felt < 0.3 else "positive" if felt > 0.85 else "neutral"
    if chance.random() < misheard:
        label = chance.choice(("negative", "neutral", "neutral", "positive"))
    life.moods.append((day, label))


SCORES: dict[Label, float] = {"negative": -0.5, "neutral": 0.0, "positive": 0.5}


def facts_on(life: Life, day: int) -> Facts:
    """What Rapport knows of them on a day."""
    known = bisect_right(life.touched, day)
    rated = [one for one in life.ratings if one[0] <= day][-1:]
    said = [one for one in life.threats if one <= day][-1:]
    gone = [one for one in life.gone if one <= day][-1:]
    moods = life.moods[max(0, known - TOUCHES) : known]
    renewal = life.renewal
    while renewal is not None and renewal < day:
        renewal += 365
    return Facts(
        touched=tuple(on(one) for one in reversed(life.touched[max(0, known - TOUCHES) : known])),
        moods=tuple(MoodPoint(SCORES[label], label, on=on(when)) for when, label in moods),
        glad=tuple(on(when) for when, label in moods if label == "positive"),
        complaints=tuple(
            OpenComplaint(on(since), how) for since, until, how in life.complaints if since <= day < until
        ),
        rated=(on(rated[0][0]), rated[0][1]) if rated else None,
        cadence=life.cadence,
        since=FIRST,
        left=(on(said[0]), "leave") if said else None,
        gone=(on(gone[0]), "has left") if gone else None,
        overdue=sum(since <= day < until for since, until in life.overdue),
        broken=tuple(on(one) for one in life.broken if one <= day),
        renewal=on(renewal) if renewal is not None else None,
    )


def on(day: int) -> date:
    """The date of a day of the simulation."""
    return FIRST + timedelta(days=day)
