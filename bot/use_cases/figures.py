"""The figures of a span (bot/domain/figures.py), with those it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import months
from bot.domain.cadence import tier_cadences
from bot.domain.calendar import local_date
from bot.domain.facts import Facts, Touched
from bot.domain.figures import Day, Figures, by_channel, by_word, measured, moves
from bot.domain.segment import Segment
from bot.domain.span import Span
from bot.domain.worked import Worked
from bot.use_cases.session import Session
from storage import complaint_facts, customer_facts, rollups, segments, work_facts
from storage.conditions import Condition

DAYS_AT_ONCE = 20
"""So many days are counted anew in one unit of work: at 3,000 touches a day, a quarter of a second."""


def is_behind(session: Session) -> bool:
    """Whether there are days to be counted anew."""
    return rollups.is_any_marked(session.uow)


def count_some(session: Session) -> bool:
    """Count some of them. Whether there may be more."""
    return rollups.count_some(session.uow, DAYS_AT_ONCE) == DAYS_AT_ONCE


def figures_of(session: Session, span: Span, segment: Segment | None = None) -> Figures:
    """The figures of a span; with a segment of its customers alone, counted from their touches themselves.

    Days are the team's own. Raises FieldGoneError where the segment asks for a field that there is not any more.
    """
    look = _Look.of(session, span, segment)
    now, before, usual = (look.facts(one) for one in look.spans)
    at, was, as_usual = measured(now), measured(before), measured(usual)
    lives = customer_facts.by_month(session.uow, look.who)
    return Figures(
        span,
        now=at,
        before=was,
        usual=as_usual,
        moved={} if look.uncounted else moves(as_usual, at, (usual.days, now.days)),
        since_before={} if look.uncounted else moves(was, at, (before.days, now.days)),
        channels=by_channel(now),
        categories=by_word(now, lambda one: one.category),
        causes=by_word(now, lambda one: one.cause),
        days=look.days(span),
        months=months.by_month(lives, span.last),
        cohorts=months.cohorts(lives, span.last),
        renewed=customer_facts.renewed(session.uow, look.who),
        uncounted=len(look.uncounted),
    )


@dataclass(frozen=True)
class _Look:
    """One look at the database. `who`: a condition over the table `customers AS c`, None: everybody.

    `counted_now`: days counted at this moment, `uncounted`: those that are not in it yet (storage/rollups.py).
    """

    session: Session
    spans: tuple[Span, ...]
    who: Condition | None
    counted_now: Sequence[date]
    uncounted: Sequence[date]
    worked: Worked

    @classmethod
    def of(cls, session: Session, span: Span, segment: Segment | None) -> "_Look":
        """At a span and those it is compared with."""
        spans = (span, span.before, span.four_weeks_before)
        who = _condition(session, segment) if segment else None
        marked = rollups.marked(session.uow, spans) if who is None else ([], [])
        today = local_date(session.now, session.working_hours.zone)
        first, last = min(one.first for one in spans), max(today, span.last)
        return cls(session, spans, who, *marked, Worked.of(session.working_hours, first, last + timedelta(days=1)))

    def facts(self, span: Span) -> Facts:
        """What happened in one of them."""
        uow, tz = self.session.uow, self.session.working_hours.zone
        today = local_date(self.session.now, tz)
        return Facts(
            days=max(0, (min(span.last, today) - span.first).days + 1),
            touches=self._touches(span),
            complaints=complaint_facts.complaints(uow, span.instants(tz), self.worked, tz, self._theirs("f")),
            work=work_facts.work(uow, span, self.session.now, tz, self._theirs("f")),
            customers=customer_facts.customers(uow, span, self.who),
        )

    def days(self, span: Span) -> list[Day]:
        """Touches day by day."""
        theirs = self._theirs("t")
        if theirs:
            return rollups.daily_of(self.session.uow, span, theirs)
        return rollups.daily(self.session.uow, span, self.counted_now)

    def _touches(self, span: Span) -> dict[Touched, int]:
        theirs = self._theirs("t")
        if theirs:
            return rollups.touches_of(self.session.uow, span, theirs)
        return rollups.touches(self.session.uow, span, self.counted_now)

    def _theirs(self, table: str) -> Condition | None:
        if self.who is None:
            return None
        return f"{table}.customer_id IN (SELECT c.id FROM customers AS c WHERE {self.who[0]})", self.who[1]  # noqa: S608  # ours


def _condition(session: Session, segment: Segment) -> Condition:
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    return segments.condition(session.uow, seen, session.today, tiers=tiers)
