"""How far the past of a watched channel is read."""

from dataclasses import replace
from datetime import datetime
from sqlite3 import Row

from bot.domain.backfill import Backfill
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def add(uow: UnitOfWork, one: Backfill) -> Backfill:
    """Store one that begins."""
    row_id = uow.insert(
        "INSERT INTO backfills (watch_id, asked_by, asked_at, oldest, reached, looked_at, not_before, error)"
        " VALUES (?, ?, ?, ?, ?, 0, ?, '')",
        (
            *(one.watch_id, one.asked_by, instant_text(one.asked_at), one.oldest, one.reached),
            instant_text(one.not_before),
        ),
    )
    return replace(one, id=row_id)


def update(uow: UnitOfWork, one: Backfill) -> None:
    """How far it is now."""
    uow.execute(
        "UPDATE backfills SET reached = ?, looked_at = ?, not_before = ?, ended_at = ?, error = ? WHERE id = ?",
        (
            *(one.reached, one.looked_at, instant_text(one.not_before), instant_text(one.ended_at)),
            *(one.error, one.id),
        ),
    )


def get(uow: UnitOfWork, backfill_id: int) -> Backfill | None:
    """One of them."""
    row = uow.row("SELECT * FROM backfills WHERE id = ?", (backfill_id,))
    return _backfill(row) if row else None


def underway_of(uow: UnitOfWork, watch_id: int) -> Backfill | None:
    """That of a channel which goes on."""
    row = uow.row("SELECT * FROM backfills WHERE watch_id = ? AND ended_at IS NULL", (watch_id,))
    return _backfill(row) if row else None


def due(uow: UnitOfWork, now: datetime) -> Backfill | None:
    """The next that may ask Slack. Asked every minute."""
    row = uow.row(
        "SELECT * FROM backfills WHERE ended_at IS NULL AND not_before <= ? ORDER BY not_before, id LIMIT 1",
        (instant_text(now),),
    )
    return _backfill(row) if row else None


def _backfill(row: Row) -> Backfill:
    return Backfill(
        id=row["id"],
        watch_id=row["watch_id"],
        asked_by=row["asked_by"],
        asked_at=instant(row["asked_at"]),
        oldest=row["oldest"],
        reached=row["reached"],
        looked_at=row["looked_at"],
        not_before=instant(row["not_before"]),
        ended_at=instant(row["ended_at"]),
        error=row["error"],
    )
