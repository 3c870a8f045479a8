"""Links for the counter as leads make and end them. Each change can be undone, and is in the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta

from bot.domain.calendar import instant_of
from bot.domain.counter import SHOWN, Counter, CounterSeen, checked_name
from bot.domain.errors import ConflictError, NotFoundError
from bot.domain.measure import Measured, nps, share
from bot.domain.rating import Rating, Scale
from bot.domain.rights import COUNTER_LINKS
from bot.domain.saying import say
from bot.domain.span import Span
from bot.domain.survey import APART, new_token
from bot.use_cases.session import Session, lost
from storage import counters
from storage.audit import AuditEntry

MADE, ENDED = "counter link made", "counter link ended"
"""In the audit log; the subject is the counter. Its name is the team's own, and nothing of a customer."""


@dataclass(frozen=True)
class KeptCounter:
    """A counter after a change, and the audit entry that takes it back."""

    counter: Counter
    undo_id: int


def check_has_links(session: Session) -> None:
    """Raise ConflictError where customers can reach no page of ours."""
    if not session.survey_links.address:
        raise ConflictError(say("There are no links to answer by: Rapport has no public address (RAPPORT_SURVEY_URL)."))


def make(session: Session, name: str, scale: Scale) -> KeptCounter:
    """A lasting link for a place. Raises ConflictError, NotUnderstoodError with the field of the form."""
    session.check(COUNTER_LINKS)
    check_has_links(session)
    name = checked_name(name, counters.open_ones(session.uow))
    counter = Counter(0, name, new_token(), scale, session.actor.id, session.now)
    counter = replace(counter, id=counters.add(session.uow, counter))
    return KeptCounter(counter, session.record(MADE, ("counter", counter.id), None, after={"name": name}))


def end(session: Session, counter_id: int) -> KeptCounter:
    """Its link is good no more; what was answered stays. Raises ConflictError where it has ended."""
    session.check(COUNTER_LINKS)
    counter = counter_of(session, counter_id)
    if counter.ended_at:
        raise ConflictError(say("The link for “{name}” has ended already. Nothing was changed.", name=counter.name))
    counters.end(session.uow, counter.id, session.now)
    return KeptCounter(counter, session.record(ENDED, ("counter", counter.id), None, after={"name": counter.name}))


def counter_of(session: Session, counter_id: int) -> Counter:
    """The one with this id, also where it has ended. Raises NotFoundError."""
    found = counters.get(session.uow, counter_id)
    if found is None:
        gone = NotFoundError(say("There is no such link any more. Nothing was changed."))
        raise lost(session, "survey_counters", counter_id) or gone
    return found


def seen(session: Session) -> list[CounterSeen]:
    """Those whose link is good, with what was answered and said there in the last 30 days."""
    since = session.now - APART
    values = counters.values_since(session.uow, since)
    return [
        CounterSeen(
            *(one, _measured(one.scale, values.get(one.id, {}))),
            counters.said_since(session.uow, one.id, since, SHOWN),
        )
        for one in counters.open_ones(session.uow)
    ]


def between(session: Session, span: Span) -> dict[Scale, Measured]:
    """What was answered at all counters in these days of the team's, by scale.

    Where somebody said who it was it is a rating like any other, and no more of these.
    """
    zone = session.working_hours.zone
    since, until = (instant_of(on, time.min, zone) for on in (span.first, span.last + timedelta(days=1)))
    found = counters.values_between(session.uow, since, until)
    return {scale: _measured(scale, values) for scale, values in found.items()}


def _measured(scale: Scale, values: Mapping[int, int]) -> Measured:
    number, ratings = sum(values.values()), [(Rating(scale, value), n) for value, n in values.items()]
    good, low = sum(n for one, n in ratings if one.is_good), sum(n for one, n in ratings if one.is_low)
    return share(good, number) if scale == "csat" else nps(good, low, number)


def _undo_made(session: Session, entry: AuditEntry) -> None:
    if counter_of(session, entry.subject_id).ended_at:
        raise ConflictError(say("Its link has ended already. Nothing was changed."))
    counters.end(session.uow, entry.subject_id, session.now)


def _undo_ended(session: Session, entry: AuditEntry) -> None:
    """It is the same link, which may still hang there."""
    counter = counter_of(session, entry.subject_id)
    checked_name(counter.name, counters.open_ones(session.uow))
    counters.end(session.uow, counter.id, None)


REVERSERS = {MADE: _undo_made, ENDED: _undo_ended}
