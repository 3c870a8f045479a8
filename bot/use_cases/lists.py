"""Follow-ups with their customers, for lists and digests."""

from collections.abc import Iterable

from bot.domain.customers import Customer
from bot.domain.followup_item import FollowUpItem
from bot.domain.followups import FollowUp
from storage import customers
from storage.database import UnitOfWork


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
