"""Which playbooks a change of a customer is about to begin (jobs/playbooks.py does). Only reads."""

from collections.abc import Iterator

from bot.domain.coming import Coming
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.playbook import Beginning
from bot.domain.playbook_run import Cause
from bot.use_cases.playbook_runs import planned
from bot.use_cases.session import Session
from storage import playbooks


def coming(session: Session, before: Customer | None, after: Customer) -> tuple[Coming, ...]:
    """`before`: None for somebody new. Asks nothing where neither that, nor the stage, nor being lost is another."""
    begins = frozenset(_beginnings(before, after))
    return tuple(_planned(session, begins, after)) if begins else ()


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
