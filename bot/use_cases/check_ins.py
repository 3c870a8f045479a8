"""Check-ins that come up by themselves: who has not heard from us for longer than their cadence, one for each silence.

They come up on working days, in time for the digest of whoever looks after the customer, a few a day: who is new to
Rapport, or sets the cadence of a tier, is not asked to call everybody on the first morning. The rest come up on the
days after, the highest tiers first. One ends by itself once nobody wants it any more, and moves to another day when the
cadence does.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from bot.domain import lifecycle
from bot.domain.cadence import (
    MOST_A_DAY,
    MOST_OPEN,
    Silence,
    cadence_of,
    can_be_moved,
    is_by_itself,
    moved,
    next_on,
    tier_cadences,
    urgent_first,
)
from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.digest import FOLLOW_UP
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.outbox import TEAM
from bot.use_cases.caretaker import WorkingCaretaker, WorkingCaretakers
from bot.use_cases.followups import change, store_arisen
from bot.use_cases.occasions import digest_to_come
from bot.use_cases.redating import REDATED, VERB
from bot.use_cases.reminding import spare
from bot.use_cases.session import Session
from storage import audit, check_ins, customers, followups, touchpoints

_DAY = timedelta(days=1)


def arising(session: Session) -> list[FollowUp]:
    """What comes up now. Only reads."""
    found = check_ins.silent(session.uow, tier_cadences(session.settings), session.now.date() + _DAY)
    if not found:
        return []
    caretakers = WorkingCaretakers(session)
    theirs: dict[WorkingCaretaker, list[Silence]] = defaultdict(list)
    for silence in found:
        caretaker = caretakers.of(silence)
        if silence.should_end_on < caretaker.today:
            theirs[caretaker].append(silence)
    few = list(_a_few(session, theirs))
    before = followups.arisen(session.uow, (one.origin or "" for one in few))
    return [one for one in few if one.origin not in before]


def _a_few(session: Session, theirs: dict[WorkingCaretaker, list[Silence]]) -> Iterator[FollowUp]:
    """For each caretaker as many as they have room for, the most urgent first."""
    still_open = check_ins.open_ones(session.uow)
    lately = check_ins.came_up_since(session.uow, session.now - 2 * _DAY)
    for caretaker, silences in theirs.items():
        if not digest_to_come(session, caretaker):
            continue
        today = sum(
            who == caretaker.id and local_date(at, caretaker.rhythm.tz) == caretaker.today for who, at in lately
        )
        room = max(0, min(MOST_A_DAY - today, MOST_OPEN - still_open.get(caretaker.id, 0)))
        for silence in sorted(silences, key=lambda one: urgent_first(one, caretaker.today))[:room]:
            yield _check_in(session, silence, caretaker)


def _check_in(session: Session, silence: Silence, caretaker: WorkingCaretaker) -> FollowUp:
    return FollowUp(
        *(0, silence.customer_id, FollowUpKind.CHECK_IN, "Check in", caretaker.today, session.actor.id, session.now),
        assignee=caretaker.id,
        assigned_at=session.now if caretaker.id else None,
        origin=f"check-in:{silence.customer_id}:{silence.last}",
    )


def arise(session: Session) -> None:
    """Store what comes up now."""
    for arisen in arising(session):
        store_arisen(session, arisen)


@dataclass(frozen=True)
class Settling:
    """An open check-in that ends now (`why`), or moves to another day."""

    followup: FollowUp
    why: str = ""
    due: date = date.min


def settling(session: Session) -> list[Settling]:
    """What became of the open ones by a change of their customer or of a cadence. Only reads."""
    found = [one for one in followups.open_of_kind(session.uow, FollowUpKind.CHECK_IN) if is_by_itself(one)]
    if not found:
        return []
    theirs = customers.by_id(session.uow, (one.customer_id for one in found))
    reasons = {one.id: _why(session, one, theirs.get(one.customer_id)) for one in found}
    ending = [Settling(one, why) for one in found if (why := reasons[one.id])]
    staying = [one for one in found if not reasons[one.id] and can_be_moved(one)]
    return [*ending, *_moving(session, staying, theirs)]


def _why(session: Session, followup: FollowUp, customer: Customer | None) -> str:
    if customer is None or customer.lost_on:
        return "no customer any more"
    if customer.do_not_contact:
        return "must not be contacted"
    if followup.promised_on is None and not cadence_of(customer, session.settings):
        return "no cadence any more"
    return ""


def _moving(session: Session, found: list[FollowUp], theirs: dict[int, Customer]) -> Iterator[Settling]:
    """Later where the cadence is longer now; earlier where it is shorter, and the day was ours and nobody else's."""
    caretakers = WorkingCaretakers(session)
    touched = touchpoints.last_days(session.uow, (one.customer_id for one in found))
    earlier = []
    for one in found:
        customer, last = theirs[one.customer_id], touched.get(one.customer_id)
        cadence, today = cadence_of(customer, session.settings), caretakers.of(customer).today
        if last is None or not cadence:
            continue
        due = next_on(last, cadence)
        if max(one.due, today) < due:
            yield Settling(one, due=due)
        elif max(due, today) < one.due:
            earlier.append(Settling(one, due=max(due, today)))
    moves = audit.of_followups(session.uow, REDATED, (one.followup.id for one in earlier))
    for sooner in earlier:
        last_move = moves.get(sooner.followup.id, [])[-1:]
        if any((entry.after or {}).get("due") == str(sooner.followup.due) for entry in last_move):
            yield sooner


def settle(session: Session) -> None:
    """End and move them; for one that ends, the ledger says why nobody is reminded again."""
    for one in settling(session):
        if not one.why:
            change(session, one.followup.id, VERB, partial(moved, due=one.due))
            continue
        change(session, one.followup.id, "lapsed", lambda found: lifecycle.ended_by_itself(found, session.now))
        spare(session, FOLLOW_UP, str(one.followup.id), one.followup.assignee or TEAM, f"lapsed: {one.why}")
