"""Reports made by hand, for tests of their rules and views."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.domain.calendar import WorkingHours
from bot.domain.facts import Complaints, Customers, Facts, Touched, Work
from bot.domain.figures import ByChannel, Day, Figures, by_category, by_cause, by_channel, measured, moves
from bot.domain.report import Standing, findings
from bot.domain.reported import Period, Report, ReportPlace, moved
from bot.domain.span import FOUR_WEEKS, Span
from bot.domain.touchpoints import TouchpointKind

LAST = date(2026, 11, 29)
CALL, VISIT = "phone", "in person"


def touched(channel: str = CALL, mood: Any = "positive", *, csat: int = 0) -> Touched:  # noqa: ANN401  # a Label
    kind = TouchpointKind.RATING if csat else TouchpointKind.TOUCHPOINT
    return Touched(channel, kind, mood, "csat" if csat else "", csat)


def facts(
    touches: Mapping[Touched, int] | None = None,
    complaints: Complaints | None = None,
    days: int = 7,
    work: Work | None = None,
) -> Facts:
    return Facts(days, touches or {}, complaints or Complaints(), work or Work(), Customers(100, 1, 2, 50, 500_000))


def figures(now: Facts, usual: Facts, days: int = 7) -> Figures:
    """Of these days, compared with these."""
    span, at, was = Span.ending(LAST, days), measured(now), measured(usual)
    return Figures(
        span,
        now=at,
        usual=was,
        moved=moves(was, at, (FOUR_WEEKS, days)),
        usual_span=Span.ending(span.first - timedelta(days=1), FOUR_WEEKS),
        channels=by_channel(now),
        categories=by_category(now),
        causes=by_cause(now),
        days=[Day(LAST, *_counts(by_channel(now)))],
    )


def report_of(now: Facts, usual: Facts, standing: Standing | None = None, **more: Any) -> Report:  # noqa: ANN401  # fields
    """A report of a week, to leads unless said otherwise."""
    counted = figures(now, usual)
    found = findings(standing or Standing(), moved(counted))
    values: dict[str, Any] = {"for_leads": True, "currency": "EUR", **more}
    return Report(ReportPlace(Period.WEEK, last=LAST), counted, found, WorkingHours("Europe/Lisbon"), 120, **values)


def _counts(channels: tuple[ByChannel, ...]) -> list[int]:
    return [sum(getattr(one, name) for one in channels) for name in ("touches", "positive", "neutral", "negative")]


def long_ago(weeks: int) -> date:
    """The first day of a week that was so many before."""
    return LAST - timedelta(days=7 * weeks + 6)
