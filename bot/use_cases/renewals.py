"""Renewals: one follow-up for each, which comes up stage by stage, until it is renewed, moved by hand, or lost.

What brings it up and lets it rest is said by bot/domain/renewals.py. It rests only once somebody was told, or a week
has passed: a stage that fell on days without Rapport is not slept through.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from bot.domain import lifecycle
from bot.domain.customers import Customer, Kind
from bot.domain.digest import FOLLOW_UP
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.followups import Changed, FollowUp, FollowUpKind
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM
from bot.domain.renewals import (
    LAST_STAGE,
    NOBODY_CALLED,
    STAGES,
    WINDOW,
    comes_up,
    is_by_itself,
    next_up,
    resting,
)
from bot.domain.saying import say
from bot.use_cases.caretaker import WorkingCaretaker, WorkingCaretakers
from bot.use_cases.customers import edit_customer, refresh_edited
from bot.use_cases.followups import change, refresh_followup, store_arisen
from bot.use_cases.followups import reopen as open_again
from bot.use_cases.leads import leads_to_tell
from bot.use_cases.reminding import remind, spare
from bot.use_cases.session import Session, customer_of, followup_of
from bot.use_cases.thanks import may_be_offered
from storage import audit, customers, followups, ledger, renewals, touchpoints
from storage.audit import AuditEntry
from storage.conditions import AT_ONCE

RENEWED = "renewal done"
"""In the audit log: the customer's new date, and with it what was to be done for it."""

_DAY = timedelta(days=1)


def arising(session: Session) -> list[FollowUp]:
    """What comes up now and has not come up before. Only reads."""
    today = session.now.date()
    near = renewals.near(session.uow, today - _DAY, today + timedelta(days=STAGES[0] + 1))
    caretakers = WorkingCaretakers(session) if near else None
    found = []
    for customer in near:
        caretaker = caretakers.of(customer) if caretakers else None
        up = comes_up(customer.renewal, caretaker.today) if caretaker and customer.renewal else None
        if caretaker and customer.renewal and up:
            found.append(_renewal(session, customer, caretaker, customer.renewal, up))
    return found


def _renewal(session: Session, customer: Customer, caretaker: WorkingCaretaker, renewal: date, up: date) -> FollowUp:
    return FollowUp(
        *(0, customer.id, FollowUpKind.RENEWAL, say("Renewal"), renewal, session.actor.id, session.now),
        assignee=caretaker.id,
        assigned_at=session.now if caretaker.id else None,
        snoozed_until=up,
        origin=f"renewal:{customer.id}:{renewal}",
    )


def arise(session: Session) -> None:
    """Store what comes up now."""
    for arisen in arising(session):
        store_arisen(session, arisen)


@dataclass(frozen=True)
class Settling:
    """An open renewal that ends now (`why`), rests until a day (`until`), or of which the leads are to be told."""

    followup: FollowUp
    why: str = ""
    until: date | None = None
    leads: tuple[str, ...] = ()


def settling(session: Session) -> list[Settling]:
    """What is to be done about the open ones. Only reads."""
    found = [one for one in followups.open_of_kind(session.uow, FollowUpKind.RENEWAL) if is_by_itself(one)]
    if not found:
        return []
    theirs = customers.by_id(session.uow, (one.customer_id for one in found))
    reasons = {one.id: _why(one, theirs.get(one.customer_id)) for one in found}
    staying = [one for one in found if not reasons[one.id]]
    ending = [Settling(one, why=reasons[one.id]) for one in found if reasons[one.id]]
    return [*ending, *_resting(session, staying, theirs), *_ignored(session, staying, theirs)]


def _why(followup: FollowUp, customer: Customer | None) -> str:
    if customer is None or customer.lost_on:
        return "no customer any more"
    return "" if customer.renewal == followup.due else say("the renewal was moved or removed")


def _resting(session: Session, found: Iterable[FollowUp], theirs: dict[int, Customer]) -> Iterator[Settling]:
    """What has come up and was seen, and has another stage to come."""
    caretakers, seen = WorkingCaretakers(session), dict[str, dict[str, date]]()
    for one in found:
        caretaker = caretakers.of(theirs[one.customer_id])
        if one.snoozed_until is None or one.snoozed_until >= one.due:
            continue
        if one.snoozed_until >= caretaker.today:
            continue
        recipient = one.assignee or TEAM
        if recipient not in seen:
            seen[recipient] = _told(session, recipient, found)
        told = seen[recipient].get(str(one.id), date.min)
        if one.snoozed_until <= told < caretaker.today or one.snoozed_until + WINDOW < caretaker.today:
            yield Settling(one, until=_next_up(one, caretaker))


def _next_up(followup: FollowUp, caretaker: WorkingCaretaker) -> date:
    """The next stage that is not this very week; on the working day before it, where it falls on a day off."""
    until = next_up(followup.due, caretaker.today + WINDOW)
    working = caretaker.working_hours
    before = until if working.is_working_day(until) else working.next_working_day(until, step=-1)
    return before if before > caretaker.today else until


def _told(session: Session, recipient: str, found: Iterable[FollowUp]) -> dict[str, date]:
    return ledger.last_told(session.uow, kind=FOLLOW_UP, subjects=[str(one.id) for one in found], recipient=recipient)


def _ignored(session: Session, found: Iterable[FollowUp], theirs: dict[int, Customer]) -> Iterator[Settling]:
    """What has come to its last stage, a day ago or more, without anybody having been in touch: told once."""
    caretakers = WorkingCaretakers(session)
    late = [one for one in found if one.due - LAST_STAGE < caretakers.of(theirs[one.customer_id]).today]
    if not late:
        return
    known = ledger.noted(session.uow, MessageKind.RENEWAL_IGNORED, (str(one.id) for one in late))
    touched = touchpoints.last_days(session.uow, (one.customer_id for one in late))
    companies = {one.customer_id: theirs[one.customer_id].name for one in late if _is_company(theirs[one.customer_id])}
    spoken = touchpoints.last_days_at(session.uow, companies.values())  # with whoever works there
    touched |= {one: max(touched.get(one, date.min), spoken[name]) for one, name in companies.items() if name in spoken}
    leads = _leads_at_work(session)
    for one in late:
        if str(one.id) not in known and leads and touched.get(one.customer_id, date.min) < one.due - NOBODY_CALLED:
            yield Settling(one, leads=leads)


def _is_company(customer: Customer) -> bool:
    return customer.kind is Kind.COMPANY


def _leads_at_work(session: Session) -> tuple[str, ...]:
    """The leads, while it is working time for one of them; who reads it at another hour finds it there."""
    leads = leads_to_tell(session)
    at_work = any(session.read_by(lead).working_hours.is_open(session.now) for lead in leads)
    return tuple(leads) if at_work else ()


def settle(session: Session) -> None:
    """Do it. Of one that ends, the ledger says why nobody is reminded again."""
    for one in settling(session):
        followup_id = one.followup.id
        if one.why:
            change(session, followup_id, "lapsed", lambda found: lifecycle.ended_by_itself(found, session.now))
            spare(session, FOLLOW_UP, str(followup_id), one.followup.assignee or TEAM, f"lapsed: {one.why}")
        elif one.until:
            change(session, followup_id, "at rest", partial(resting, until=one.until))
        for lead in one.leads:
            _tell(session, one.followup, lead)


def _tell(session: Session, followup: FollowUp, lead: str) -> None:
    kind, subject = MessageKind.RENEWAL_IGNORED, str(followup.id)
    if lead == followup.assignee:
        spare(session, kind, subject, lead, "it is their own")
    else:
        remind(session, kind, subject, lead)


def renew(session: Session, followup_id: int, until: date | None) -> Changed:
    """It is renewed until a day (None: there is no other renewal), and so done; both are undone as one.

    Raises NotUnderstoodError for a day that is no later one, ConflictError where it is closed already.
    """
    followup = followup_of(session, followup_id)
    lifecycle.check_open(followup)
    if until and until <= max(followup.due, session.today):
        raise NotUnderstoodError(
            say(
                "It was to be renewed on {day} {due}. Give a later day, when it is to be renewed again.",
                day=followup.due.day,
                due=f"{followup.due:%B %Y}",
            ),
            field="until",
        )
    customer = customer_of(session, followup.customer_id)
    saved = edit_customer(session, replace(customer, renewal=until), although_known=True, action=RENEWED)
    done = change(session, followup_id, "done", lambda one: lifecycle.finish(one, session.actor.id, session.now))
    audit.make_part(session.uow, done.undo_id, saved.undo_id)
    return replace(done, undo_id=saved.undo_id)


def is_thanked(session: Session, customer: Customer) -> bool:
    """Whether a renewal just done brings a thank-you note (bot/use_cases/occasions.py)."""
    return customer.renewal is not None and may_be_offered(session, customer)


def reopen(session: Session, followup_id: int) -> Changed:
    """Open something again, whatever it is; of a renewal the date goes back with it, unless it was changed since."""
    changed = open_again(session, followup_id)
    done = audit.of_followups(session.uow, "follow-up done", [followup_id]).get(followup_id, [])
    whole = audit.get(session.uow, done[-1].part_of or 0) if done and is_by_itself(changed.followup) else None
    if whole and whole.action == RENEWED and whole.undone_at is None:
        customer = customer_of(session, changed.followup.customer_id)
        before, after = (customers.from_snapshot(kept or {}) for kept in (whole.before, whole.after))
        if customer.renewal == after.renewal:
            edit_customer(session, replace(customer, renewal=before.renewal), although_known=True)
            audit.mark_undone(session.uow, whole.id, session.actor.id, session.now)
    return changed


def take_back(session: Session, entry: AuditEntry) -> None:
    """Undo it: the old date, and what was to be done for it is open again, unless somebody opened it before.

    Raises ConflictError where the date was changed since.
    """
    now = customers.get(session.uow, entry.subject_id)
    before, after = (customers.from_snapshot(kept or {}) for kept in (entry.before, entry.after))
    if now is None or now.renewal != after.renewal:
        raise ConflictError(say("The renewal was changed again since. Please change it by hand: `/customer edit`."))
    was = replace(now, renewal=before.renewal)
    customers.update(session.uow, was)
    refresh_edited(session, now, was)
    for part in audit.parts_of(session.uow, entry.id, before=sys.maxsize, limit=AT_ONCE):
        followup = followup_of(session, part.subject_id)
        if not followup.is_open:
            followups.update(session.uow, followups.as_kept(followup, part.before or {}))
            refresh_followup(session, followup.id)
        audit.mark_undone(session.uow, part.id, session.actor.id, session.now)
