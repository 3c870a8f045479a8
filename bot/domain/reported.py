"""A report: of which days and whom, what it begins with, and its figures (bot/domain/figures.py)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkingHours
from bot.domain.carried import day, row_id
from bot.domain.custom_fields import CustomField
from bot.domain.errors import OutdatedError
from bot.domain.figures import FIGURES, ByChannel, Day, Figure, Figures, Unit
from bot.domain.measure import Measured
from bot.domain.noise import Compared, is_alike
from bot.domain.rating import Scale
from bot.domain.report import Finding, Moved
from bot.domain.saying import later
from bot.domain.segment import EVERYBODY, Condition, Segment
from bot.domain.span import Span
from bot.domain.theme import Weighed

OTHERS = later("the rest")
"""What is hidden of a breakdown, together."""

LEAVING = Segment.of(Condition("risk", "yes"), Condition("lost", "no"))
"""Customers who may leave us (bot/domain/churn.py)."""

HANDFUL = 5
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
FIRST, LAST = date(2000, 1, 1), date(2999, 1, 1)
"""Days on which there can be Rapport, so that whole quarters lie before and after them."""

_DAYS_OF = {"week": 7, "month": 28, "quarter": 91}
_MONTHS_OF = {"calendar month": 1, "calendar quarter": 3}


class Period(StrEnum):
    """What a report looks back on: so many whole weeks, or one week, month or quarter of the calendar up to a day."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    CALENDAR_WEEK = "calendar week"
    CALENDAR_MONTH = "calendar month"
    CALENDAR_QUARTER = "calendar quarter"

    def begins(self, last: date) -> date:
        """Its first day where this is its last one, or one of it."""
        if self in _DAYS_OF:
            return last - timedelta(days=_DAYS_OF[self] - 1)
        if self is Period.CALENDAR_WEEK:
            return last - timedelta(days=last.weekday())
        return last.replace(month=last.month - (last.month - 1) % _MONTHS_OF[self], day=1)

    def ends(self, of: date) -> date:
        """Its last day where this is one of it; of so many weeks it is their last one."""
        if self in _DAYS_OF:
            return of
        if self is Period.CALENDAR_WEEK:
            return self.begins(of) + timedelta(days=6)
        behind = self.begins(of) + timedelta(days=31 * _MONTHS_OF[self])  # a day of the month after its last one
        return behind.replace(day=1) - timedelta(days=1)

    @property
    def is_of_quarter(self) -> bool:
        """Whether it is so long that who stays is told month by month."""
        return self in {Period.QUARTER, Period.CALENDAR_QUARTER}

    @property
    def is_of_calendar(self) -> bool:
        """Whether the calendar names it."""
        return self not in _DAYS_OF

    def usual(self, span: Span) -> Span:
        """What is usual for its days: like is compared with like.

        Up to four weeks with the four weeks before, thirteen with as many, a month or quarter with the one before.
        """
        before = span.first - timedelta(days=1)
        if self is Period.QUARTER or self in _MONTHS_OF:
            return Span(self.begins(before), before)
        return span.four_weeks_before


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
        return replace(self, last=self.span(today).first - timedelta(days=1))

    def span(self, today: date) -> Span:
        """Its days."""
        last = self.last or today
        return Span(self.period.begins(last), last)


@dataclass(frozen=True)
class Report:
    """Everything that a report shows. `customers`: how many it is of.

    `hidden`: the channels and categories that are not broken out to who reads it, because so few customers are behind
    them that it would tell of these. `for_leads`: who reads it leads. `currency`: an ISO 4217 code, or "".
    `themes`: those with most customers behind them. `has_usual`: whether what is usual was counted whole, so
    that there is something to compare with. `is_past`: its days are over, so what is late or waits now is not of them.
    `at_counter`: what was answered at counters, by nobody known; it is in none of the figures, since one person can
    answer there as often as they like.
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
    is_past: bool = False
    at_counter: Mapping[Scale, Measured] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in its days, and nothing is to be done."""
        counted = (self.figures.now[key].value for key in ("touches", "complaints", "thanks", "new"))
        return not self.found and not any(counted)


def _day(text: str) -> date | None:
    found = day(text) if text else None
    if found and not FIRST <= found <= LAST:
        raise OutdatedError
    return found


def usual_value(figure: Figure, figures: Figures) -> float | None:
    """What is usual for a figure in a span as long as that of the figures: numbers of things are scaled to it.

    None where there is nothing usual, it is only known as it stands today, or it is larger of more days by itself.
    """
    is_as_long = figure.test is not Compared.OF_SPAN or is_alike((figures.usual_span.days, figures.span.days))
    usual = figures.usual[figure.key].value if figure.test is not Compared.NOT and is_as_long else None
    is_number = figure.unit is Unit.NUMBER
    return usual * figures.span.days / figures.usual_span.days if usual is not None and is_number else usual


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
            figure.key in figures.seasonal,
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
    return figure.unit in {Unit.PERCENT, Unit.SCORE} and figures.now[figure.key].number < HANDFUL


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
