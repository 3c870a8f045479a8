"""Thank-you notes: those still to write, and those that were sent."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.followups import FollowUp, FollowUpKind
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.followups import found_where
from storage.instants import instant_text

_THERE = "kind = ? AND (status = 'open' OR (status = 'done' AND closed_at >= ?))"


def last_of(uow: UnitOfWork, customer_id: int, since: datetime) -> FollowUp | None:
    """The note to a customer that is still to write, else the last that was sent since then, if any."""
    found = found_where(
        uow, f"customer_id = ? AND {_THERE}", (customer_id, FollowUpKind.THANK_YOU, instant_text(since))
    )
    return max(found, key=lambda one: (one.is_open, one.closed_at or one.created_at, one.id), default=None)


def customers_with(uow: UnitOfWork, customer_ids: Iterable[int], since: datetime) -> set[int]:
    """Those of these customers with a note that is still to write, or was sent since then."""
    found = set()
    for portion in portions(customer_ids):
        of_these, ids = one_of("customer_id", portion)
        rows = uow.rows(
            f"SELECT DISTINCT customer_id FROM followups WHERE {_THERE} AND {of_these}",  # noqa: S608  # ours
            (FollowUpKind.THANK_YOU, instant_text(since), *ids),
        )
        found |= {row["customer_id"] for row in rows}
    return found


def sent_between(uow: UnitOfWork, first: datetime, last: datetime) -> int:
    """How many were sent from one instant to another, both included."""
    row = uow.row(
        "SELECT count(*) AS n FROM followups WHERE kind = ? AND status = 'done' AND closed_at >= ? AND closed_at <= ?",
        (FollowUpKind.THANK_YOU, instant_text(first), instant_text(last)),
    )
    return int(row["n"]) if row else 0
