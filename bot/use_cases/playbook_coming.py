"""Which playbooks a change of a customer is about to begin or end (jobs/playbooks.py does). Only reads."""

from collections.abc import Iterator

from bot.domain.coming import Coming
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.playbook import Beginning
from bot.domain.playbook_run import Cause
from bot.use_cases.playbook_runs import on_their_way, planned
from bot.use_cases.session import Session
from storage import playbooks


def coming(session: Session, before: Customer | None, after: Customer) -> tuple[Coming, ...]:
    """`before`: None for somebody new. Asks nothing where neither that, nor the stage, nor being lost is another."""
    begins = frozenset(_beginnings(before, after))
    ends = before and (before.stage, bool(before.lost_on), before.do_not_contact) != (
        *(after.stage, bool(after.lost_on), after.do_not_contact),
    )
    begun = _planned(session, begins, after) if begins else ()
    return (*(_ending(session, after) if ends else ()), *begun)


def _ending(session: Session, customer: Customer) -> Iterator[Coming]:
    """Those on their way that this customer, as they are now, leaves undone."""
    for one in on_their_way(session, customer.id):
        stage = one.run.begins.stage if one.run.cause.key else None
        left = sum(followup.is_open and not followup.promised_on for followup in one.followups)
        if left and (customer.lost_on or customer.do_not_contact or stage not in {None, customer.stage}):
            yield Coming(one.run.name, left, None)


def _beginnings(before: Customer | None, after: Customer) -> Iterator[Beginning]:
    if before is None:
        yield Beginning.NEW
        return
    if before.stage is not after.stage:
        yield Beginning(f"stage:{after.stage}")
    if before.lost_on and not after.lost_on:
        yield Beginning.WON_BACK


def _planned(session: Session, begins: frozenset[Beginning], customer: Customer) -> Iterator[Coming]:
    for book in playbooks.all_of(session.uow):
        if book.is_on and book.begins in begins:
            try:
                plan = planned(session, book, customer, Cause("", customer.id, session.now))
            except ConflictError:  # it is on its way already, or they must not be contacted
                continue
            yield Coming(book.name, len(plan.planned), min(one.due for one in plan.planned))
