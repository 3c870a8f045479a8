"""Follow-ups of people who are away: what may have to be covered, what is covered, and what came of it."""

from collections.abc import Collection
from datetime import date, datetime

from bot.domain.followups import LAPSED, FollowUp
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.followups import found_where
from storage.instants import day_text, instant_text


def open_of_each(uow: UnitOfWork, people: Collection[str], until: date) -> list[FollowUp]:
    """What any of these has to do that is shown by this day, or has a deadline."""
    where, parameters = one_of("assignee", people)
    shown = "(deadline IS NOT NULL OR coalesce(snoozed_until, due) <= ?)"
    return found_where(uow, f"status = 'open' AND {where} AND {shown}", (*parameters, day_text(until)))


def covered(uow: UnitOfWork) -> list[FollowUp]:
    """What is still to do that somebody covers, or whoever takes it."""
    return found_where(uow, "cover_for IS NOT NULL AND status = 'open'", ())


def came_to(uow: UnitOfWork, person: str, since: datetime) -> list[FollowUp]:
    """What is theirs to do since then: given back, given by others, or arisen."""
    where = "status = 'open' AND assignee = ? AND assigned_at > ?"
    return found_where(uow, where, (person, instant_text(since)))


def done_for(uow: UnitOfWork, person: str, since: datetime, until: datetime) -> list[FollowUp]:
    """What of somebody's was done in between by others, while they covered for them."""
    return found_where(
        uow,
        "cover_for = ? AND status = 'done' AND closed_at BETWEEN ? AND ? AND closed_by IS NOT NULL AND closed_by != ?",
        (person, instant_text(since), instant_text(until), person),
    )


def lapsed_of(uow: UnitOfWork, person: str, since: datetime, until: datetime) -> list[FollowUp]:
    """What of somebody's ended in between without being done, as its day was over."""
    return found_where(
        uow,
        "coalesce(cover_for, assignee) = ? AND status = 'cancelled' AND outcome = ? AND closed_at BETWEEN ? AND ?",
        (person, LAPSED, instant_text(since), instant_text(until)),
    )


def alerts_since(uow: UnitOfWork, owner: str, since: datetime, until: datetime) -> list[FollowUp]:
    """The alerts of somebody's customers that came in between, open or not."""
    return found_where(
        uow,
        "deadline IS NOT NULL AND created_at >= ? AND created_at < ?"
        " AND customer_id IN (SELECT id FROM customers WHERE owner = ? AND removed_at IS NULL)",
        (instant_text(since), instant_text(until), owner),
    )


def forget(uow: UnitOfWork, person: str) -> None:
    """Somebody will not come back to what others cover: it is theirs from now on."""
    uow.execute("UPDATE followups SET cover_for = NULL WHERE cover_for = ?", (person,))
