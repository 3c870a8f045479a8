"""What was remembered about customers, where a contact with them is prepared."""

from collections.abc import Iterable

from bot.domain import hints
from bot.domain.customers import Customer, Detail
from bot.use_cases.session import Session
from storage import details
from storage.database import UnitOfWork


def goals(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, str]:
    """By customer the goal remembered last, read of many at once; of those without one nothing."""
    found = details.of_customers(uow, customer_ids)
    said = {customer_id: hints.goal(reversed(theirs)) for customer_id, theirs in found.items()}
    return {customer_id: goal for customer_id, goal in said.items() if goal}


def worth_knowing(session: Session, customer: Customer) -> list[Detail]:
    """What helps with a contact, the goals first."""
    return hints.worth_knowing(details.of_customer(session.uow, customer.id))


def no_calls(session: Session, customer: Customer, title: str) -> str:
    """Where something is planned that reads like a call: the remembered wish not to be called; "" without one."""
    return hints.no_calls(details.of_customer(session.uow, customer.id)) if hints.is_call(title) else ""
