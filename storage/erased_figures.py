"""What is left of customers who are erased: figures that were told stay as they were, without anybody in them.

Kept are days, times and numbers, and the categories that the team chose; no id, no person, no word. A full recount
comes to the same, because these rows are counted beside what there still is.
"""

from collections.abc import Collection
from datetime import datetime

from storage import customer_facts, followup_facts, rollups
from storage.conditions import one_of
from storage.database import UnitOfWork


def leave(uow: UnitOfWork, ids: Collection[int], now: datetime) -> None:
    """Before these customers are erased."""
    followup_facts.leave(uow, ids, now.date())
    rollups.leave(uow, one_of("t.customer_id", ids))
    standing, parameters = one_of("c.id", ids)
    customer_facts.leave(uow, (f"{standing} AND {_STANDING}", parameters), now.date())


_STANDING = "(c.removed_at IS NULL OR c.id IN (SELECT customer_id FROM forgotten_customers))"
"""Not who was taken back or merged into another."""
