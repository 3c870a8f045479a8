"""Counts for `/rapport status`, the Home tab and `GET /metrics`."""

from datetime import date, datetime, timedelta

from bot.domain.ledger import WITHHELD
from bot.domain.message_kinds import MessageKind
from bot.domain.status import Figures
from storage.database import UnitOfWork
from storage.instants import day_text, instant, instant_text
from storage.sight import IN_SIGHT

DAY = timedelta(days=1)


def figures(uow: UnitOfWork, since: datetime) -> Figures:
    """How much there is, and how much was logged since an instant."""
    row = uow.row(
        "SELECT (SELECT count(*) FROM customers WHERE removed_at IS NULL) AS customers,"  # noqa: S608  # a constant
        " (SELECT count(*) FROM touchpoints WHERE undone_at IS NULL) AS touchpoints,"
        " (SELECT count(*) FROM touchpoints WHERE undone_at IS NULL AND logged_at >= ?) AS recent,"
        f" (SELECT count(*) FROM followups WHERE status = 'open' AND {IN_SIGHT}) AS open,"
        f" (SELECT count(*) FROM followups WHERE status = 'open' AND assignee IS NULL AND {IN_SIGHT}) AS unclaimed,"
        f" (SELECT count(*) FROM followups WHERE status = 'open' AND kind = 'complaint' AND {IN_SIGHT}) AS complaints",
        (instant_text(since),),
    )
    return Figures(**dict(row)) if row else Figures(0, 0, 0, 0, 0, 0)


def of_person(uow: UnitOfWork, person: str, since: datetime) -> tuple[int, int]:
    """How many touchpoints somebody logged, and follow-ups they claimed, since an instant."""
    row = uow.row(
        "SELECT (SELECT count(*) FROM touchpoints WHERE undone_at IS NULL AND logged_by = ? AND logged_at >= ?) AS"
        " logged, (SELECT count(*) FROM audit WHERE actor = ? AND action = 'follow-up claimed' AND at >= ?"
        " AND undone_at IS NULL) AS claimed",
        (person, instant_text(since)) * 2,
    )
    return (row["logged"], row["claimed"]) if row else (0, 0)


def reminders(uow: UnitOfWork, local_date: date) -> dict[str, int]:
    """How many reminders of a local day are in which state."""
    rows = uow.rows(
        "SELECT state, count(*) AS n FROM ledger WHERE local_date = ? AND kind != ? GROUP BY state",
        (local_date.isoformat(), WITHHELD),
    )
    return {row["state"]: row["n"] for row in rows}


def digests(uow: UnitOfWork, since: datetime) -> dict[str, int]:
    """How many digests of persons and of the team, written since an instant, are in which state.

    Only days from two before that on are looked at: there is an index by day, and the ledger is of all years.
    """
    rows = uow.rows(
        "SELECT state, count(*) AS n FROM ledger WHERE kind IN (?, ?) AND local_date >= ? AND created_at >= ?"
        " GROUP BY state",
        (MessageKind.DIGEST, MessageKind.UNCLAIMED, day_text(since.date() - 2 * DAY), instant_text(since)),
    )
    return {row["state"]: row["n"] for row in rows}


def waiting_since(uow: UnitOfWork, now: datetime) -> datetime | None:
    """Since when the message waits that has waited longest of those due; None where none is.

    Of one that was tried before, since it was written; without edits of what is withheld from its readers on purpose.
    """
    row = uow.row(
        "SELECT min(CASE WHEN attempts > 0 THEN created_at ELSE not_before END) AS since FROM outbox AS o"
        " WHERE state IN ('pending', 'sending', 'unknown') AND (attempts > 0 OR not_before <= ?)"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE id = o.edits AND withheld_at IS NOT NULL)",
        (instant_text(now),),
    )
    return instant(row["since"]) if row else None
