"""What became of customers (bot/domain/life.py)."""

from collections.abc import Collection
from datetime import date, datetime

from bot.domain.life import LifeEvent, Turn
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def add(uow: UnitOfWork, event: LifeEvent) -> int:
    """Store a turn and give its id."""
    return uow.insert(
        "INSERT INTO life (customer_id, event, before, after, happened_on, reason, noted_by, noted_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(event.customer_id, event.turn, event.before, event.after, event.on.isoformat(), event.reason),
            *(event.noted_by, instant_text(event.noted_at)),
        ),
    )


def of_customer(uow: UnitOfWork, customer_id: int) -> list[LifeEvent]:
    """What became of a customer and was not taken back, the latest first."""
    rows = uow.rows("SELECT * FROM life WHERE customer_id = ? AND undone_at IS NULL ORDER BY id DESC", (customer_id,))
    return [
        LifeEvent(
            *(row["id"], row["customer_id"], Turn(row["event"]), row["before"], row["after"]),
            *(date.fromisoformat(row["happened_on"]), row["reason"], row["noted_by"], instant(row["noted_at"])),
        )
        for row in rows
    ]


def take_back(uow: UnitOfWork, customer_id: int, turns: Collection[Turn], now: datetime) -> None:
    """The last turn of each of these kinds was none."""
    where, parameters = one_of("event", sorted(turns))
    last = f"SELECT max(id) FROM life WHERE customer_id = ? AND undone_at IS NULL AND {where} GROUP BY event"  # noqa: S608  # question marks
    uow.execute(
        f"UPDATE life SET undone_at = ? WHERE id IN ({last})",  # noqa: S608  # question marks
        (instant_text(now), customer_id, *parameters),
    )
