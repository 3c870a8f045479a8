"""A report of how it goes, for who reads it: leads see every part of it, members none that tells of one or two."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from bot.domain import small_groups
from bot.domain.behind import Behind
from bot.domain.cadence import tier_cadences
from bot.domain.calendar import local_date
from bot.domain.errors import NotAllowedError
from bot.domain.figures import Figures
from bot.domain.followups import FollowUp
from bot.domain.report import Matter, Standing, findings
from bot.domain.reported import Report, ReportPlace, moved
from bot.domain.rights import WEEK, Extent
from bot.domain.saying import say
from bot.domain.segment import EVERYBODY, ME, NOBODY, Segment
from bot.domain.span import Span
from bot.domain.theme import FEWEST_SHOWN, MOST_THEMES, Weighed
from bot.domain.theme import Standing as ThemeStanding
from bot.domain.week import SEGMENTS, Risk
from bot.use_cases import counters
from bot.use_cases.behind import broken, customers_in, open_by_matter
from bot.use_cases.currency import currency_of
from bot.use_cases.figures import figures_of, seasonal
from bot.use_cases.segments import count_of, own_fields, segment_of
from bot.use_cases.session import Session
from storage import report_facts, segments, themes, touchpoints, watched
from storage.conditions import Condition

LISTS = {
    Matter.LEAVING: SEGMENTS[Risk.MAY_LEAVE],
    Matter.QUIET: SEGMENTS[Risk.QUIET],
}
"""The customers behind a sentence, as a list that a button opens."""

_COLLEAGUES = frozenset({"owner", "backup"})
"""Conditions that ask for somebody's customers."""

_THEMES = 3
"""So many themes are told."""


def my_report(session: Session, place: ReportPlace) -> Report:
    """For the one who asks. Raises NotAllowedError to members where it would tell of one or two customers.

    Raises NotFoundError where its segment is not kept any more.
    """
    segment = segment_of(session, place.kept_id) if place.kept_id else EVERYBODY
    return report_of(session, place, segment, for_leads=session.extent(WEEK) is Extent.ALL)


def report_of(session: Session, place: ReportPlace, segment: Segment = EVERYBODY, *, for_leads: bool = False) -> Report:
    """The same for somebody who leads or not; days are the team's own."""
    _check_is_of_no_colleague(session, segment)
    customers = _customers(session, segment, for_leads=for_leads)
    figures, has_usual = _figures(session, place, segment)
    span = figures.span
    used = [one.channel for one in figures.channels]
    channels, categories = ((), ()) if for_leads else _hidden(session, span, segment, used)
    about = {word: number for word, number in figures.categories if word not in categories}
    standing = replace(_standing(session, span, segment, for_leads=for_leads), about=about)
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
        () if segment.conditions else _themes(session, for_leads=for_leads),
        for_leads=for_leads,
        currency=currency_of(session.settings),
        has_usual=has_usual,
        is_past=figures.span.last < local_date(session.now, session.working_hours.zone),
        at_counter={} if segment.conditions else counters.between(session, figures.span),
    )


def _figures(session: Session, place: ReportPlace, segment: Segment) -> tuple[Figures, bool]:
    """Its figures, and whether they have something to be compared with: something was logged before that began."""
    whom = segment if segment.conditions else None
    span = place.span(local_date(session.now, session.working_hours.zone))
    figures = figures_of(session, span, whom, place.period.usual(span))
    first = report_facts.first_logged(session.uow)
    has_usual = first is not None and first <= figures.usual_span.first and not figures.uncounted
    if has_usual and first is not None and first <= figures.usual_span.a_year_before.first:
        figures = replace(figures, seasonal=seasonal(session, figures, whom))
    return figures, has_usual


def _check_is_of_no_colleague(session: Session, segment: Segment) -> None:
    """Figures of what somebody else looks after would be figures of them, and asked for one by one a ranking."""
    of_whom = {one.value for one in segment.conditions if one.kind in _COLLEAGUES}
    if not of_whom - {session.actor.id, ME, NOBODY}:
        return
    if session.extent(WEEK) is Extent.ALL:
        raise NotAllowedError(
            say(
                "Figures are of customers, not of a colleague, and this list is of what a colleague looks after. "
                "Who has how much to do shows `/rapport load`; their customers show `/customer list` with the same "
                "conditions. Or ask for a report by tier, tag or stage."
            )
        )
    raise NotAllowedError(
        say(
            "Figures are of customers, not of a colleague, and this list is of what a colleague looks after. "
            "Please ask without an owner, or for your own with `mine`."
        )
    )


def _themes(session: Session, *, for_leads: bool) -> list[Weighed]:
    """Those that are not mended and came up lately; to members none that tells of one or two customers."""
    least = 1 if for_leads else FEWEST_SHOWN
    found = themes.top(session.uow, session.today, MOST_THEMES)
    there = [one for one in found if one.theme.standing is not ThemeStanding.MENDED and one.weight.customers >= least]
    return there[:_THEMES]


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


def _standing(session: Session, span: Span, segment: Segment, *, for_leads: bool) -> Standing:
    """How things stand now, of the customers in the segment alone."""
    who = customers_in(session, segment)
    found = open_by_matter(session, who)
    return Standing(
        late_unclaimed=_by_category(session, found.get(Matter.LATE_UNCLAIMED, [])),
        late=_by_category(session, found.get(Matter.LATE, [])),
        broken=len(broken(session, Behind(span), who)),
        unheard=watched.count_standing(session.uow) if for_leads and who is None else 0,
        unclaimed=len(found.get(Matter.UNCLAIMED, [])),
        overdue=len(found.get(Matter.OVERDUE, [])),
        leaving=_count(session, Matter.LEAVING, segment),
        quiet=_count(session, Matter.QUIET, segment),
    )


def _by_category(session: Session, complaints: list[FollowUp]) -> Counter[str]:
    found = touchpoints.by_id(session.uow, (one.touchpoint_id for one in complaints if one.touchpoint_id))
    return Counter(found[one.touchpoint_id].category if one.touchpoint_id in found else "" for one in complaints)


def list_behind(matter: Matter, segment: Segment) -> Segment | None:
    """The customers of a segment that a sentence tells of; None where nobody can be both."""
    wanted = LISTS[matter].conditions
    if any(one.value not in (segment.values(one.kind) or (one.value,)) for one in wanted):
        return None
    kinds = {one.kind for one in wanted}  # of one kind any would do, so that the segment's own would let in others
    return Segment.of(*(one for one in segment.conditions if one.is_not or one.kind not in kinds), *wanted)


def _count(session: Session, matter: Matter, segment: Segment) -> int:
    behind = list_behind(matter, segment)
    return count_of(session, behind) if behind else 0


def _hidden(
    session: Session, span: Span, segment: Segment, used: Collection[str]
) -> tuple[Collection[str], Collection[str]]:
    """The channels and categories that are not broken out to members."""
    who = _condition(session, segment)
    categories = report_facts.customers_by_category(session.uow, span, who)
    return _hidden_channels(session, span, used, who), small_groups.hidden(categories)


def _hidden_channels(session: Session, span: Span, used: Collection[str], who: Condition | None) -> Collection[str]:
    """All touches are gone through only where a channel has so few customers that something is hidden."""
    uow, fewest = session.uow, small_groups.FEWEST
    if all(report_facts.is_of_many(uow, one, span, fewest, who) for one in used):
        return ()
    return small_groups.hidden(report_facts.customers_by_channel(uow, span, who))


def _condition(session: Session, segment: Segment) -> Condition | None:
    if not segment.conditions:
        return None
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    return segments.condition(session.uow, seen, session.today, tiers=tiers)
