"""Lists: follow-ups with their customers, and customers by what they have in common."""

from collections.abc import Callable, Iterable, Mapping

from bot.domain.customer_item import CustomerItem
from bot.domain.customers import Customer
from bot.domain.due import is_overdue
from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp
from bot.use_cases.caretaker import caretakers
from bot.use_cases.work import Work
from storage import customers, followups, search
from storage.database import UnitOfWork


def _overdue(work: Work) -> list[FollowUp]:
    reader = work.reader
    return [one for one in followups.open_of_team(work.uow) if is_overdue(one, reader)]


FOLLOW_UPS: dict[str, Callable[[Work], list[FollowUp]]] = {
    "mine": lambda work: followups.open_of(work.uow, work.actor.id),
    "team": lambda work: followups.open_of_team(work.uow),
    "overdue": _overdue,
    "unclaimed": lambda work: followups.unclaimed(work.uow),
}
"""Name of a list -> the open follow-ups on it."""


def follow_ups(work: Work, name: str) -> list[FollowUpItem]:
    """One of the lists of FOLLOW_UPS."""
    return items(work.uow, FOLLOW_UPS[name](work))


def follow_ups_of(work: Work, customer: Customer) -> list[FollowUpItem]:
    """What is to be done for a customer."""
    return [FollowUpItem(followup, customer) for followup in followups.open_of_customer(work.uow, customer.id)]


def customers_with(work: Work, chosen: Mapping[str, str], limit: int) -> tuple[list[CustomerItem], int]:
    """At most `limit` customers of this tag, stage, tier and owner, by name; and how many there are in all."""
    found, total = customers.page(work.uow, **chosen, limit=limit)
    care = caretakers(work)
    candidates = [search.candidate(work.uow, customer) for customer in found]
    return [CustomerItem(one.customer, one.last_touch, care.of(one.customer)) for one in candidates], total


def items(uow: UnitOfWork, found: Iterable[FollowUp]) -> list[FollowUpItem]:
    """Each follow-up with its customer; of customers removed since, nothing."""
    known: dict[int, Customer | None] = {}
    lines = []
    for followup in found:
        if followup.customer_id not in known:
            known[followup.customer_id] = customers.get(uow, followup.customer_id)
        customer = known[followup.customer_id]
        if customer:
            lines.append(FollowUpItem(followup, customer))
    return lines
