"""A report: of which days and whom, what it begins with, and its figures (bot/domain/figures.py)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.calendar import WorkingHours
from bot.domain.carried import day, row_id
from bot.domain.custom_fields import CustomField
from bot.domain.errors import OutdatedError
from bot.domain.figures import FIGURES, ByChannel, Day, Figure, Figures, Unit
from bot.domain.noise import Compared
from bot.domain.report import Finding, Moved
from bot.domain.saying import later
from bot.domain.segment import EVERYBODY, Condition, Segment
from bot.domain.span import FOUR_WEEKS, Span
from bot.domain.theme import Weighed

OTHERS = later("the rest")
"""What is hidden of a breakdown, together."""

_OF_LENGTH = frozenset({"retention", "churn"})
"""Shares of the customers there were at the beginning: more of them go in more days."""

LEAVING = Segment.of(Condition("risk", "yes"), Condition("lost", "no"))
"""Customers who may leave us (bot/domain/churn.py)."""

_HANDFUL = 5
"""Fewer are told one by one: "1 of 2"."""

_DAILY = 14
"""Up to so many days are shown one by one, more of them by week."""

_AT_FIRST = frozenset(
    {
        *("touches", "positive", "negative", "csat", "nps", "complaints", "claim", "acknowledge", "resolve"),
        *("promises", "on_time", "churn"),
    }
)
"""What a first look is at; the others are a click away, unless they moved."""

_MOODS = ("positive", "neutral", "negative")
_FIRST, _LAST = date(2000, 1, 1), date(2999, 1, 1)


class Period(StrEnum):
    """How long a report looks back: whole weeks, so that each has the same days of the week as what is usual."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def days(self) -> int:
        """How many."""
        return {Period.WEEK: 7, Period.MONTH: 28, Period.QUARTER: 91}[self]


@dataclass(frozen=True)
class ReportPlace:
    """Which report a button is about. `kept_id`: of its segment, 0 for everybody; `last`: its last day, None: today.

    As text it stands in button values, such as "week:0:2026-11-29".
    """

    period: Period
    kept_id: int = 0
    last: date | None = None

    def __str__(self) -> str:
        """As `read` reads it."""
        return f"{self.period}:{self.kept_id}:{self.last or ''}"

    @classmethod
    def read(cls, text: str) -> "ReportPlace":
        """The place in a value. Raises OutdatedError for what is none."""
        period, _, rest = text.partition(":")
        kept_id, _, last = rest.partition(":")
        if period not in set(Period):
            raise OutdatedError
        return cls(Period(period), row_id(kept_id), _day(last))

    def of(self, period: Period) -> "ReportPlace":
        """The same of another length."""
        return replace(self, period=period)

    def before(self, today: date) -> "ReportPlace":
        """The same of as many days right before."""
        return replace(self, last=self.span(today).before.last)

    def span(self, today: date) -> Span:
        """Its days."""
        return Span.ending(self.last or today, self.period.days)


@dataclass(frozen=True)
class Report:
    """Everything that a report shows. `customers`: how many it is of.

    `hidden`: the channels and categories that are not broken out to who reads it, because so few customers are behind
    them that it would tell of these. `for_leads`: who reads it leads. `currency`: an ISO 4217 code, or "".
    `themes`: those with most customers behind them. `has_usual`: whether the four weeks before were counted whole, so
    that there is something to compare with.
    """

    place: ReportPlace
    figures: Figures
    found: Sequence[Finding]
    working_hours: WorkingHours
    customers: int
    segment: Segment = EVERYBODY
    fields: Sequence[CustomField] = ()
    hidden_channels: Collection[str] = ()
    hidden_categories: Collection[str] = ()
    themes: Sequence[Weighed] = ()
    for_leads: bool = False
    currency: str = ""
    has_usual: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in its days, and nothing is to be done."""
        counted = (self.figures.now[key].value for key in ("touches", "complaints", "thanks", "new"))
        return not self.found and not any(counted)


def _day(text: str) -> date | None:
    """A day on which there was Rapport, so that whole quarters lie before and after it."""
    found = day(text) if text else None
    if found and not _FIRST <= found <= _LAST:
        raise OutdatedError
    return found


def usual_value(figure: Figure, figures: Figures) -> float | None:
    """What is usual for a figure in a span as long as that of the figures: numbers of things are scaled to it.

    None where there is nothing usual, it is only known as it stands today, or it is larger of more days by itself.
    """
    is_as_long = figure.key not in _OF_LENGTH or figures.span.days == FOUR_WEEKS
    usual = figures.usual[figure.key].value if figure.test is not Compared.NOT and is_as_long else None
    is_number = figure.unit is Unit.NUMBER
    return usual * figures.span.days / FOUR_WEEKS if usual is not None and is_number else usual


def moved(figures: Figures) -> list[Moved]:
    """The figures that can be compared with what is usual; whether they are of enough things says their chance."""
    return [
        Moved(
            figure.key,
            now.value,
            usual,
            _is_better(figure, now.value - usual),
            (move := figures.moved[figure.key]).is_noise,
            move.is_doubtful,
        )
        for figure in FIGURES
        if (now := figures.now[figure.key]).value is not None and (usual := usual_value(figure, figures)) is not None
    ]


def is_few(figure: Figure, figures: Figures) -> bool:
    """Whether a figure is of so few things that it says little."""
    return figure.unit is not Unit.NUMBER and figures.now[figure.key].number < figure.least


def is_first(figure: Figure, figures: Figures) -> bool:
    """Whether it is for the first look: it always is, or it is another than usual by more than chance."""
    if figure.key in _AT_FIRST:
        return True
    is_comparable = usual_value(figure, figures) is not None and figure.key in figures.moved
    return is_comparable and not figures.moved[figure.key].is_noise


def is_handful(figure: Figure, figures: Figures) -> bool:
    """Whether it is of so few that a percentage of them, and how sure it is, is no news to anybody."""
    return figure.unit in {Unit.PERCENT, Unit.SCORE} and figures.now[figure.key].number < _HANDFUL


def _is_better(figure: Figure, by: float) -> bool | None:
    if figure.better == "neither" or not by:
        return None
    return (by > 0) is (figure.better == "up")


def steps(figures: Figures) -> list[Day]:
    """Touches day by day, of a longer span by seven days from its first one on; those without any among them."""
    known = {one.on: one for one in figures.days}
    days = [known.get(on) or Day(on, 0, 0, 0, 0) for on in figures.span.each_day()]
    if len(days) <= _DAILY:
        return days
    weeks = (days[at : at + 7] for at in range(0, len(days), 7))
    return [
        Day(week[0].on, *(sum(getattr(day, name) for day in week) for name in ("touches", *_MOODS))) for week in weeks
    ]


def told_channels(report: Report) -> list[ByChannel]:
    """Channels, the most used first; those that are hidden together under OTHERS, where there is another one."""
    apart = [one for one in report.figures.channels if one.channel not in report.hidden_channels]
    others = [one for one in report.figures.channels if one.channel in report.hidden_channels]
    if not others or not apart:
        return apart
    numbers = (sum(getattr(one, name) for one in others) for name in ("touches", *_MOODS))
    return [*apart, ByChannel(OTHERS, *numbers)]


def told_categories(report: Report) -> list[tuple[str, int]]:
    """Complaints by category, in the same way."""
    apart = [one for one in report.figures.categories if one[0] not in report.hidden_categories]
    others = sum(number for word, number in report.figures.categories if word in report.hidden_categories)
    return [*apart, (OTHERS, others)] if others and apart else apart
