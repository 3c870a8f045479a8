"""Counts for `/rapport status` and the Home tab."""

from datetime import date, datetime

from bot.domain.ledger import WITHHELD
from bot.domain.status import Figures
from storage.database import UnitOfWork
from storage.instants import instant_text


def figures(uow: UnitOfWork, since: datetime) -> Figures:
    """How much there is, and how much was logged since an instant."""
    row = uow.row(
        "SELECT (SELECT count(*) FROM customers WHERE removed_at IS NULL) AS customers,"
        " (SELECT count(*) FROM touchpoints WHERE undone_at IS NULL) AS touchpoints,"
        " (SELECT count(*) FROM touchpoints WHERE undone_at IS NULL AND logged_at >= ?) AS recent,"
        " (SELECT count(*) FROM followups WHERE status = 'open') AS open,"
        " (SELECT count(*) FROM followups WHERE status = 'open' AND assignee IS NULL) AS unclaimed,"
        " (SELECT count(*) FROM followups WHERE status = 'open' AND kind = 'complaint') AS complaints",
        (instant_text(since),),
    )
    return Figures(**dict(row)) if row else Figures(0, 0, 0, 0, 0, 0)


def reminders(uow: UnitOfWork, local_date: date) -> dict[str, int]:
    """How many reminders of a local day are in which state."""
    rows = uow.rows(
        "SELECT state, count(*) AS n FROM ledger WHERE local_date = ? AND kind != ? GROUP BY state",
        (local_date.isoformat(), WITHHELD),
    )
    return {row["state"]: row["n"] for row in rows}
