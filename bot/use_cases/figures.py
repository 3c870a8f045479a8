"""The figures of a span (bot/domain/figures.py), with those it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain import months
from bot.domain.cadence import tier_cadences
from bot.domain.calendar import WorkingHours, local_date
from bot.domain.facts import Facts, Touched
from bot.domain.figures import FIGURES, Day, Figures, by_category, by_cause, by_channel, by_reason, measured, moves
from bot.domain.noise import is_season
from bot.domain.people import ITSELF
from bot.domain.segment import Segment
from bot.domain.span import Span
from bot.use_cases.currency import currency_of
from bot.use_cases.session import Session
from bot.use_cases.team_zone import team_zone
from storage import customer_facts, followup_facts, followup_figures, rollups, segments
from storage.conditions import Condition
from storage.followup_facts import FollowUpFacts

DAYS_AT_ONCE = 10
"""So many days are counted anew in one unit of work: at 3,000 touches a day, a tenth of a second."""


def is_behind(session: Session) -> bool:
    """Whether there is something to be counted anew, or all of it, by another calendar. For the job."""
    is_marked, counted_by = followup_facts.look(session.uow)
    return is_marked or _is_another(counted_by, session)


def count_some(session: Session) -> bool:
    """Count some of it, and say whether there may be more. For the job: in its eyes the team has always one zone."""
    _, counted_by = followup_facts.look(session.uow)
    hours = _calendar(counted_by, session)
    if counted_by != hours:
        followup_facts.count_by(session.uow, hours)
    if _is_another(counted_by, session):
        followup_facts.mark_all(session.uow)
    if rollups.count_some(session.uow, DAYS_AT_ONCE) == DAYS_AT_ONCE:
        return True
    return followup_facts.count_some(session.uow, hours)


def _as_the_job(session: Session) -> Session:
    """With the zone in which the job counts, whoever asks."""
    zone = team_zone(session.uow, session.settings, ITSELF)
    return replace(session, working_hours=replace(session.working_hours, zone=zone))


def _calendar(counted_by: WorkingHours | None, session: Session) -> WorkingHours:
    """The team's, with the days off of years before this one, which are only known from when they were counted."""
    before = {day for day in (counted_by.holidays if counted_by else ()) if day.year < session.now.year}
    return replace(session.working_hours, holidays=session.working_hours.holidays | before)


def _is_another(counted_by: WorkingHours | None, session: Session) -> bool:
    """Whether working hours up to today are others by now; that more days off are to come changes nothing yet."""
    if counted_by is None:
        return False
    today = session.now.date()
    was, now = (
        replace(hours, holidays=frozenset(day for day in hours.holidays if day <= today))
        for hours in (counted_by, _calendar(counted_by, session))
    )
    return was != now


def figures_of(session: Session, span: Span, segment: Segment | None = None, usual: Span | None = None) -> Figures:
    """The figures of a span; with a segment of its customers alone, counted from their touches themselves.

    Days are the team's own. `usual`: what it is compared with, the four weeks before unless said otherwise. Raises
    FieldGoneError where the segment asks for a field that there is not any more.
    """
    usual = usual or span.four_weeks_before
    look = _Look.of(session, (span, usual), segment)
    now, before = look.facts(span), look.facts(usual)
    at, as_usual = measured(now), measured(before)
    lives = customer_facts.by_month(session.uow, look.who)
    return Figures(
        span,
        now=at,
        usual=as_usual,
        moved={} if look.uncounted else moves(as_usual, at, (before.days, now.days)),
        usual_span=usual,
        channels=by_channel(now),
        categories=by_category(now),
        causes=by_cause(now),
        reasons=by_reason(customer_facts.reasons(session.uow, span, look.who)),
        days=look.days(span),
        months=months.by_month(lives, span.last),
        cohorts=months.cohorts(lives, span.last),
        renewed=customer_facts.renewed(session.uow, look.who),
        uncounted=look.uncounted,
    )


def seasonal(session: Session, figures: Figures, segment: Segment | None = None) -> frozenset[str]:
    """The keys of figures that moved, and moved so in the same weeks a year before. The segment is that of the figures.

    Nothing that happened then is counted where no figure moved.
    """
    if all(one.is_noise for one in figures.moved.values()):
        return frozenset()
    span, usual = figures.span.a_year_before, figures.usual_span.a_year_before
    look = _Look.of(session, (span, usual), segment)
    if look.uncounted:
        return frozenset()
    now, before = (measured(look.facts(one)) for one in (span, usual))
    days = figures.usual_span.days, figures.span.days
    return frozenset(
        one.key
        for one in FIGURES
        if is_season(one.test, (figures.usual[one.key], figures.now[one.key]), (before[one.key], now[one.key]), days)
    )


@dataclass(frozen=True)
class _Look:
    """One look at the database, with days of the zone `tz`.

    `who`: a condition over the table `customers AS c`, None: everybody. `counted_now`: days counted at this moment,
    `live`: follow-ups that are; `uncounted`: what is not in it yet.
    """

    session: Session
    tz: str
    who: Condition | None
    counted_now: Sequence[date]
    live: Mapping[int, FollowUpFacts]
    uncounted: int

    @classmethod
    def of(cls, session: Session, spans: Sequence[Span], segment: Segment | None) -> "_Look":
        """At these spans."""
        who = _condition(session, segment) if segment else None
        marked = rollups.marked(session.uow, spans) if who is None else ([], [])
        counted_by, as_job = followup_facts.calendar(session.uow), _as_the_job(session)
        hours = _calendar(counted_by, as_job)
        is_another = _is_another(counted_by, as_job)
        live, is_more = followup_facts.marked(session.uow, hours, _behind(who), are_all=is_another)
        return cls(session, hours.zone, who, marked[0], live, len(marked[1]) + is_more)

    def facts(self, span: Span) -> Facts:
        """What happened in one of them."""
        uow, behind = self.session.uow, _behind(self.who)
        today = local_date(self.session.now, self.tz)
        return Facts(
            days=max(0, (min(span.last, today) - span.first).days + 1),
            touches=self._touches(span),
            complaints=followup_figures.complaints(uow, span, self.live, behind),
            righted=followup_figures.righted(uow, span, self.live, currency_of(self.session.settings), behind),
            work=followup_figures.work(uow, span, today, self.live, behind),
            customers=customer_facts.customers(uow, span, self.who),
        )

    def days(self, span: Span) -> list[Day]:
        """Touches day by day."""
        if self.who:
            return rollups.daily_of(self.session.uow, span, _theirs("t", self.who))
        return rollups.daily(self.session.uow, span, self.counted_now)

    def _touches(self, span: Span) -> dict[Touched, int]:
        if self.who:
            return rollups.touches_of(self.session.uow, span, _theirs("t", self.who))
        return rollups.touches(self.session.uow, span, self.counted_now)


def _theirs(table: str, who: Condition) -> Condition:
    return f"{table}.customer_id IN (SELECT c.id FROM customers AS c WHERE {who[0]})", who[1]  # noqa: S608  # ours


def _behind(who: Condition | None) -> Condition | None:
    if who is None:
        return None
    theirs, parameters = _theirs("f", who)
    return f"followup_id IN (SELECT f.id FROM followups AS f WHERE {theirs})", parameters  # noqa: S608  # ours


def _condition(session: Session, segment: Segment) -> Condition:
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    return segments.condition(session.uow, seen, session.today, tiers=tiers)
