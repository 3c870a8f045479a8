"""The follow-ups behind the sentences of a report: those that are counted there, and the list that a button opens."""

from collections.abc import Collection

from bot.domain.behind import Behind, matter_of
from bot.domain.cadence import tier_cadences
from bot.domain.followups import FollowUp
from bot.domain.outbox import TEAM
from bot.domain.promise import broken_days
from bot.domain.report import Matter
from bot.domain.segment import EVERYBODY, Segment
from bot.use_cases.segments import segment_of
from bot.use_cases.session import Session
from storage import followups, plans, segments


def followups_behind(session: Session, matter: Matter, about: str) -> list[FollowUp]:
    """Those that a sentence tells of; none where `about` is no `Behind`. Raises NotFoundError as `segment_of` does."""
    behind = Behind.read(about)
    if behind is None:
        return []
    who = customers_in(session, segment_of(session, behind.kept_id) if behind.kept_id else EVERYBODY)
    if matter is not Matter.BROKEN:
        return open_by_matter(session, who).get(matter, [])
    promised = broken(session, behind, who)
    return list({one.id: one for one in promised}.values())


def open_by_matter(session: Session, who: Collection[int] | None) -> dict[Matter, list[FollowUp]]:
    """What is open, each under the one sentence that tells of it. Days are the team's. `who`: None is everybody."""
    reader, found = session.read_by(TEAM), dict[Matter, list[FollowUp]]()
    for one in followups.open_of_team(session.uow):
        if (who is None or one.customer_id in who) and (matter := matter_of(one, reader)):
            found.setdefault(matter, []).append(one)
    return found


def broken(session: Session, behind: Behind, who: Collection[int] | None) -> list[FollowUp]:
    """What was promised and broken on a day of the span; twice, where it was broken twice."""
    reader, span = session.read_by(TEAM), behind.span
    return [
        one
        for one in plans.promised_since(session.uow, span.first)
        if who is None or one.customer_id in who
        for day in broken_days(one, reader.today, reader.tz)
        if span.first <= day <= span.last
    ]


def customers_in(session: Session, segment: Segment) -> set[int] | None:
    """The ids of those in a segment as the asker sees it; None: everybody."""
    if not segment.conditions:
        return None
    seen, tiers = segment.seen_by(session.actor.id), tier_cadences(session.settings)
    return set(segments.ids(session.uow, seen, session.today, tiers=tiers))
