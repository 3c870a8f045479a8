"""A report of how it goes, for who reads it: leads see every part of it, members none that tells of one or two."""

from collections import Counter
from collections.abc import Collection

from bot.domain import small_groups
from bot.domain.cadence import tier_cadences
from bot.domain.calendar import local_date
from bot.domain.due import is_overdue
from bot.domain.errors import NotAllowedError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.outbox import TEAM
from bot.domain.promise import broken_days
from bot.domain.reader import Reader
from bot.domain.report import Matter, Standing, findings
from bot.domain.reported import Report, ReportPlace, moved
from bot.domain.rights import WEEK, Extent
from bot.domain.saying import say
from bot.domain.segment import EVERYBODY, Segment
from bot.domain.span import Span
from bot.domain.week import SEGMENTS, Risk
from bot.use_cases.currency import currency_of
from bot.use_cases.figures import figures_of
from bot.use_cases.segments import count_of, own_fields, segment_of
from bot.use_cases.session import Session
from storage import followups, plans, report_facts, segments, touchpoints, watched
from storage.conditions import Condition

LISTS = {Matter.QUIET: SEGMENTS[Risk.QUIET]}
"""The customers behind a sentence, as a list that a button opens."""


def my_report(session: Session, place: ReportPlace) -> Report:
    """For the one who asks. Raises NotAllowedError to members where it would tell of one or two customers.

    Raises NotFoundError where its segment is not kept any more.
    """
    segment = segment_of(session, place.kept_id) if place.kept_id else EVERYBODY
    return report_of(session, place, segment, for_leads=session.extent(WEEK) is Extent.ALL)


def report_of(session: Session, place: ReportPlace, segment: Segment = EVERYBODY, *, for_leads: bool = False) -> Report:
    """The same for somebody who leads or not; days are the team's own."""
    customers = _customers(session, segment, for_leads=for_leads)
    reader = session.read_by(TEAM)
    span = place.span(local_date(session.now, session.working_hours.zone))
    figures = figures_of(session, span, segment if segment.conditions else None)
    first = report_facts.first_logged(session.uow)
    is_counted = first is not None and first <= span.four_weeks_before.first
    has_usual = is_counted and not figures.uncounted
    standing = _standing(session, reader, span, segment, for_leads=for_leads)
    channels, categories = ((), ()) if for_leads else _hidden(session, span, segment)
    return Report(
        place,
        figures,
        findings(standing, moved(figures) if has_usual else ()),
        session.working_hours,
        customers,
        segment,
        own_fields(session, segment),
        channels,
        categories,
        for_leads=for_leads,
        currency=currency_of(session.settings),
        has_usual=has_usual,
    )


def _customers(session: Session, segment: Segment, *, for_leads: bool) -> int:
    """How many it is of."""
    everybody = count_of(session, EVERYBODY)
    if not segment.conditions:
        return everybody
    customers = count_of(session, segment)
    if not for_leads and not small_groups.is_told(customers, of=everybody):
        raise NotAllowedError(
            say(
                "So few customers are in this list, or outside it, that figures would tell of each of them. "
                "Only leads see such a report. Please ask for more customers, or ask a lead."
            )
        )
    return customers


def _standing(session: Session, reader: Reader, span: Span, segment: Segment, *, for_leads: bool) -> Standing:
    """How things stand now, of the customers in the segment alone."""
    who = set(_ids(session, segment)) if segment.conditions else None
    open_ones = [one for one in followups.open_of_team(session.uow) if who is None or one.customer_id in who]
    late = [one for one in open_ones if is_overdue(one, reader)]
    complaints = [one for one in late if one.kind is FollowUpKind.COMPLAINT]
    return Standing(
        late_unclaimed=_by_category(session, [one for one in complaints if not one.assignee]),
        late=_by_category(session, [one for one in complaints if one.assignee]),
        broken=_broken(session, reader, span, who),
        unheard=watched.count_standing(session.uow) if for_leads and who is None else 0,
        unclaimed=sum(one.assignee is None for one in open_ones),
        overdue=sum(one.assignee is not None for one in late),
        quiet=_quiet(session, who),
    )


def _by_category(session: Session, complaints: list[FollowUp]) -> Counter[str]:
    found = touchpoints.by_id(session.uow, (one.touchpoint_id for one in complaints if one.touchpoint_id))
    return Counter(found[one.touchpoint_id].category if one.touchpoint_id in found else "" for one in complaints)


def _broken(session: Session, reader: Reader, span: Span, who: Collection[int] | None) -> int:
    """How many promises were broken on days of the span."""
    promised = plans.promised_since(session.uow, span.first)
    return sum(
        span.first <= day <= span.last
        for one in promised
        if who is None or one.customer_id in who
        for day in broken_days(one, reader.today, reader.tz)
    )


def _quiet(session: Session, who: Collection[int] | None) -> int:
    if who is None:
        return count_of(session, LISTS[Matter.QUIET])
    return len(set(_ids(session, LISTS[Matter.QUIET])).intersection(who))


def _ids(session: Session, segment: Segment) -> list[int]:
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    return segments.ids(session.uow, seen, session.today, tiers=tiers)


def _hidden(session: Session, span: Span, segment: Segment) -> tuple[Collection[str], Collection[str]]:
    """The channels and categories that are not broken out to members."""
    who = _condition(session, segment)
    channels = report_facts.customers_by_channel(session.uow, span, who)
    between = span.instants(session.working_hours.zone)
    categories = report_facts.customers_by_category(session.uow, between, who)
    return small_groups.hidden(channels), small_groups.hidden(categories)


def _condition(session: Session, segment: Segment) -> Condition | None:
    if not segment.conditions:
        return None
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    return segments.condition(session.uow, seen, session.today, tiers=tiers)
