"""How far setting up a new workspace has come: one row, from the first minute on."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import UnitOfWork
from storage.instants import instant_text


@dataclass(frozen=True)
class Kept:
    """`lacking`: scopes that the app had not when it began."""

    is_confirmed: bool
    is_ended: bool
    lacking: tuple[str, ...]


def get(uow: UnitOfWork) -> Kept | None:
    """None: Rapport has not begun in this workspace."""
    row = uow.row("SELECT confirmed_at, ended_at, lacking FROM set_up")
    if row is None:
        return None
    return Kept(row["confirmed_at"] is not None, row["ended_at"] is not None, tuple(row["lacking"].split()))


def begin(uow: UnitOfWork, lacking: tuple[str, ...], now: datetime, *, is_ended: bool) -> None:
    """Once for each workspace; one that has customers already is `is_ended` from the beginning."""
    at = instant_text(now)
    uow.execute(
        "INSERT INTO set_up (id, begun_at, ended_at, lacking) VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING",
        (at, at if is_ended else None, " ".join(lacking)),
    )


def confirm(uow: UnitOfWork, now: datetime) -> None:
    """Places and hours are right."""
    uow.execute("UPDATE set_up SET confirmed_at = ?", (instant_text(now),))


def end(uow: UnitOfWork, now: datetime) -> None:
    """All is done, or somebody leaves it there."""
    uow.execute("UPDATE set_up SET ended_at = ?", (instant_text(now),))


def resume(uow: UnitOfWork) -> None:
    """It was left, and somebody goes on with it."""
    uow.execute("UPDATE set_up SET ended_at = NULL WHERE ended_at IS NOT NULL")
