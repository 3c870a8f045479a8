"""Follow-ups by how they were planned: with a time of day, promised to the customer, one of a series."""

from datetime import date, datetime, timedelta

from bot.domain.followups import FollowUp
from storage.database import UnitOfWork
from storage.followups import found_where
from storage.instants import day_text, instant, instant_text


def next_time(uow: UnitOfWork, now: datetime) -> datetime | None:
    """The next time of day at which somebody is told of something open, if there is one."""
    row = uow.row("SELECT min(due_at) AS at FROM followups WHERE due_at > ? AND status = 'open'", (instant_text(now),))
    return instant(row["at"]) if row else None


def timed(uow: UnitOfWork, since: datetime, until: datetime) -> list[FollowUp]:
    """What has a time of day between two instants, or was put off with one to an instant or day around them.

    Open or closed.
    """
    days = (day_text(since.date()), day_text(until.date() + timedelta(days=1)))
    between = (instant_text(since), instant_text(until))
    return found_where(
        uow,
        "(due_at IS NOT NULL AND ((due_at > ? AND due_at <= ?) OR snoozed_until BETWEEN ? AND ?))"
        " OR (again_at > ? AND again_at <= ?)",
        (*between, *days, *between),
    )


def promised(uow: UnitOfWork) -> list[FollowUp]:
    """What is open and a customer was promised, what they count on first before the rest."""
    return sorted(found_where(uow, "status = 'open' AND promised_on IS NOT NULL"), key=lambda one: str(one.promised_on))


def promised_since(uow: UnitOfWork, since: date) -> list[FollowUp]:
    """What customers were told of days from this one on, kept or not."""
    return found_where(uow, "promised_on >= ? OR broken_on >= ?", (day_text(since),) * 2)


def finished_by(uow: UnitOfWork, person: str, since: datetime) -> list[FollowUp]:
    """What somebody has done since an instant; not what they cancelled."""
    return found_where(uow, "status = 'done' AND closed_at >= ? AND closed_by = ?", (instant_text(since), person))


def of_origin(uow: UnitOfWork, origin: str) -> FollowUp | None:
    """What arose from this, open or closed."""
    return next(iter(found_where(uow, "origin = ?", (origin,))), None)


def of_series(uow: UnitOfWork, beginning: str) -> list[FollowUp]:
    """What arose from one thing after the other: their origins begin alike."""
    return found_where(uow, "origin LIKE ?", (f"{beginning}%",))
