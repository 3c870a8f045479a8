"""The figures of how it goes: the one table of them, each with its definition, and how it is computed from the facts.

Everything that shows a figure (report, file, definition a click away) is made from a row of `FIGURES`. No figure is of
a colleague.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.facts import Facts
from bot.domain.measure import Measured, counted, mean, nps, percentile, share
from bot.domain.mood import Label
from bot.domain.noise import Compared, Move, move
from bot.domain.resolving import HUNDREDTHS
from bot.domain.saying import later
from bot.domain.span import Span


class Unit(StrEnum):
    """What a value is in."""

    NUMBER = "number"
    PERCENT = "percent"
    SCORE = "score"
    """From -100 to 100."""
    WORKING_HOURS = "working hours"
    MONEY = "money"
    """Whole units of the workspace's currency."""


class Better(StrEnum):
    """Which way is good news."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True)
class Figure:
    """A row of the table. `name`, `means` (one sentence) and `how` are said with `say` when they are shown.

    `least`: of fewer things than that it is shown with the word that they are few. `test`: how two spans are compared.
    """

    key: str
    name: str
    means: str
    how: str
    unit: Unit
    better: Better
    least: int
    test: Compared
    of: Callable[[Facts], Measured]


def _ratings(facts: Facts, scale: str, lowest: int, highest: int = 10) -> int:
    return facts.count(lambda one: one.scale == scale and lowest <= one.value <= highest)


def _csat(facts: Facts) -> Measured:
    return share(_ratings(facts, "csat", 4), _ratings(facts, "csat", 1))


def _nps(facts: Facts) -> Measured:
    return nps(_ratings(facts, "nps", 9), _ratings(facts, "nps", 0, 6), _ratings(facts, "nps", 0))


def _felt(facts: Facts, label: Label) -> Measured:
    return share(facts.count(lambda one: one.mood == label), facts.count(lambda one: one.mood != "unscored"))


def _retained(facts: Facts) -> Measured:
    return share(facts.customers.at_start - facts.customers.lost, facts.customers.at_start)


def _given(facts: Facts) -> Measured:
    """Nothing where no complaint was put right."""
    righted = facts.righted
    return Measured(righted.given / HUNDREDTHS if righted.number else None, righted.compensated)


_HOURS = later("Working hours are those of the workspace's calendar; days off do not count.")

FIGURES: tuple[Figure, ...] = (
    Figure("touches", later("Touchpoints"), later("How often the team was in touch with customers."),
           later("Every touchpoint, complaint and rating, by its day; what was undone does not count."),
           Unit.NUMBER, Better.NEITHER, 1, Compared.COUNT, lambda facts: counted(facts.count())),
    Figure("positive", later("Sounded positive"), later("Of what could be scored, how much sounded positive."),
           later("What somebody said of a mood counts before the score."),
           Unit.PERCENT, Better.UP, 20, Compared.SHARE, lambda facts: _felt(facts, "positive")),
    Figure("negative", later("Sounded negative"), later("Of what could be scored, how much sounded negative."),
           later("What somebody said of a mood counts before the score."),
           Unit.PERCENT, Better.DOWN, 20, Compared.SHARE, lambda facts: _felt(facts, "negative")),
    Figure("csat", later("CSAT"), later("How many of a hundred answers were 4 or 5 of 5."),
           later("Its interval is Wilson's, at 95%."),
           Unit.PERCENT, Better.UP, 20, Compared.SHARE, _csat),
    Figure("nps", later("NPS"), later("Of a hundred answers, how many were 9 or 10, less those from 0 to 6."),
           later("From -100 to 100. Its interval is the adjusted Wald interval, at 95%."),
           Unit.SCORE, Better.UP, 30, Compared.SCORE, _nps),
    Figure("complaints", later("Complaints"), later("How many complaints there were."),
           later("By the day it happened, as touchpoints are; what was undone does not count."),
           Unit.NUMBER, Better.DOWN, 1, Compared.COUNT, lambda facts: counted(facts.complaints.number)),
    Figure("claim", later("Time to claim, median"),
           later("How long half of the complaints waited at most until somebody had them."), _HOURS,
           Unit.WORKING_HOURS, Better.DOWN, 5, Compared.RANKS, lambda facts: percentile(facts.complaints.claim, 50)),
    Figure("claim_90", later("Time to claim, 90th percentile"),
           later("How long nine of ten complaints waited at most until somebody had them."), _HOURS,
           Unit.WORKING_HOURS, Better.DOWN, 10, Compared.RANKS, lambda facts: percentile(facts.complaints.claim, 90)),
    Figure("acknowledge", later("Time to acknowledge, median"),
           later("How long half of the complaints took at most until the customer heard from us."), _HOURS,
           Unit.WORKING_HOURS, Better.DOWN, 5, Compared.RANKS,
           lambda facts: percentile(facts.complaints.acknowledge, 50)),
    Figure("acknowledge_90", later("Time to acknowledge, 90th percentile"),
           later("How long nine of ten complaints took at most until the customer heard from us."), _HOURS,
           Unit.WORKING_HOURS, Better.DOWN, 10, Compared.RANKS,
           lambda facts: percentile(facts.complaints.acknowledge, 90)),
    Figure("resolve", later("Time to resolve, median"),
           later("How long half of the complaints took at most until they were put right for good."), _HOURS,
           Unit.WORKING_HOURS, Better.DOWN, 5, Compared.RANKS, lambda facts: percentile(facts.complaints.resolve, 50)),
    Figure("resolve_90", later("Time to resolve, 90th percentile"),
           later("How long nine of ten complaints took at most until they were put right for good."), _HOURS,
           Unit.WORKING_HOURS, Better.DOWN, 10, Compared.RANKS, lambda facts: percentile(facts.complaints.resolve, 90)),
    Figure("reopened", later("Opened again"), later("Of the complaints that were put right, how many came back."),
           later("Complaints of these days that were put right once, and opened again since."),
           Unit.PERCENT, Better.DOWN, 10, Compared.SHARE,
           lambda facts: share(facts.complaints.reopened, facts.complaints.put_right)),
    Figure("compensated", later("Compensated"), later("Of the complaints put right, how many were given something."),
           later("By the day it was noted last what was done. What waits for a lead to approve does not count."),
           Unit.PERCENT, Better.NEITHER, 10, Compared.SHARE,
           lambda facts: share(facts.righted.compensated, facts.righted.number)),
    Figure("given", later("Compensation given"), later("What was given for complaints is worth so much altogether."),
           later("As it was typed, by the day it was noted last what was done. Other currencies are not in it."),
           Unit.MONEY, Better.NEITHER, 1, Compared.NOT, _given),
    Figure("promises", later("Promises kept"), later("How many promises to customers were kept by their day."),
           later("By the day that the customer was told, in the team's time zone. A new promise mends no broken one."),
           Unit.PERCENT, Better.UP, 10, Compared.SHARE, lambda facts: share(facts.work.kept, facts.work.promised)),
    Figure("on_time", later("Follow-ups on time"), later("How many follow-ups were done by the day they were due."),
           later("Without complaints, which have deadlines. What was put off is due on its new day."),
           Unit.PERCENT, Better.UP, 10, Compared.SHARE, lambda facts: share(facts.work.on_time, facts.work.due)),
    Figure("thanks", later("Thank-you notes"), later("How many thank-you notes were sent or ticked off."),
           later("By the day they were done."),
           Unit.NUMBER, Better.UP, 1, Compared.COUNT, lambda facts: counted(facts.work.thanked)),
    Figure("retention", later("Retention"), later("Of the customers there were at the beginning, how many stayed."),
           later("By customer since and lost on; who was won back counts as never lost."),
           Unit.PERCENT, Better.UP, 20, Compared.OF_SPAN, _retained),
    Figure("churn", later("Churn"), later("Of the customers there were at the beginning, how many were lost."),
           later("By customer since and lost on; who was won back counts as never lost."),
           Unit.PERCENT, Better.DOWN, 20, Compared.OF_SPAN,
           lambda facts: share(facts.customers.lost, facts.customers.at_start)),
    Figure("new", later("New customers"), later("How many became customers."),
           later("By customer since, or the day they were added."),
           Unit.NUMBER, Better.UP, 1, Compared.COUNT, lambda facts: counted(facts.customers.new)),
    Figure("value", later("Lifetime value"), later("What a customer is worth on average, as typed."),
           later("Of customers who are not lost and have a lifetime value; as it stands today."),
           Unit.MONEY, Better.UP, 5, Compared.NOT, lambda facts: mean(facts.customers.value, facts.customers.valued)),
)  # fmt: skip  # a row a paragraph
"""In the order of the report."""

BY_KEY: Mapping[str, Figure] = {figure.key: figure for figure in FIGURES}


def measured(facts: Facts) -> dict[str, Measured]:
    """Every figure of a span, by its key."""
    return {figure.key: figure.of(facts) for figure in FIGURES}


@dataclass(frozen=True)
class ByChannel:
    """Touches by one channel: how many, and how many of them sounded how. `scored`: positive, neutral or negative."""

    channel: str
    touches: int
    positive: int
    neutral: int
    negative: int

    @property
    def scored(self) -> int:
        """How many could be scored."""
        return self.positive + self.neutral + self.negative


def by_channel(facts: Facts) -> tuple[ByChannel, ...]:
    """Each channel, the most used first."""
    channels = sorted({one.channel for one in facts.touches})
    rows = [ByChannel(one, *(_on(facts, one, mood) for mood in (None, *_MOODS))) for one in channels]
    return tuple(sorted(rows, key=lambda row: -row.touches))


_MOODS: tuple[Label, ...] = ("positive", "neutral", "negative")


def _on(facts: Facts, channel: str, mood: Label | None) -> int:
    return facts.count(lambda one: one.channel == channel and mood in {None, one.mood})


def by_category(facts: Facts) -> tuple[tuple[str, int], ...]:
    """How many complaints are of each category, the most frequent first; "" is none."""
    return _by_word([(category, n) for (category, _), n in facts.complaints.about.items()])


def by_cause(facts: Facts) -> tuple[tuple[str, int], ...]:
    """How many complaints have each cause, the most frequent first; "" is none."""
    return _by_word([(cause, n) for (_, cause), n in facts.complaints.about.items()])


def by_reason(reasons: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Why customers were lost, the most frequent first; "" is where nobody said."""
    return _by_word(list(reasons.items()))


def _by_word(words: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    found = Counter[str]()
    for word, n in words:
        found[word] += n
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True)
class Month:
    """Customers by month: `began` (its first day), how many there were at its beginning, of whom lost, and new ones."""

    began: date
    at_start: int
    lost: int
    new: int


@dataclass(frozen=True)
class Cohort:
    """Customers who began in one month, and how many of them were left after so many whole months (0, 1, 2, …)."""

    began: date
    customers: int
    left: tuple[int, ...]


MOST_TIMES = 3
"""Renewals told apart; more often is told together with this."""


@dataclass(frozen=True)
class Renewed:
    """Customers by how often they renewed (`times`; the last row is that often or more), and what they are worth.

    `valued` of them have a typed lifetime value, which together is `value`.
    """

    times: int
    customers: int
    valued: int
    value: int


@dataclass(frozen=True)
class Day:
    """Touches of one day of the span."""

    on: date
    touches: int
    positive: int
    neutral: int
    negative: int


@dataclass(frozen=True)
class Figures:
    """The figures of a span, with what is usual, by key.

    `usual_span`: the days that are usual; `moved`: against these, of which `seasonal` are the keys of those that moved
    so a year before too. `days` is each day with touches.
    `uncounted`: not 0 while some of it is still being counted in the background, after an older database was opened or
    the calendar changed: it is not in it yet, or by the calendar before, and nothing is compared meanwhile.
    """

    span: Span
    now: Mapping[str, Measured]
    usual: Mapping[str, Measured]
    moved: Mapping[str, Move]
    usual_span: Span
    seasonal: Collection[str] = ()
    channels: Sequence[ByChannel] = ()
    categories: Sequence[tuple[str, int]] = ()
    causes: Sequence[tuple[str, int]] = ()
    reasons: Sequence[tuple[str, int]] = ()
    days: Sequence[Day] = ()
    months: Sequence[Month] = ()
    cohorts: Sequence[Cohort] = ()
    renewed: Sequence[Renewed] = ()
    uncounted: int = 0


def moves(was: Mapping[str, Measured], now: Mapping[str, Measured], days: tuple[int, int]) -> dict[str, Move]:
    """How each figure went from one span to another, by its key. `days`: how many days either had."""
    return {one.key: move(one.test, was[one.key], now[one.key], days) for one in FIGURES}
