"""Churn risks (bot/domain/churn.py): one row each, from when it began until it was over."""

from collections.abc import Collection, Iterable
from datetime import date
from sqlite3 import Row

from bot.domain.churn import ChurnRisk
from storage import many
from storage.conditions import EVERYBODY, Condition, one_of, portions
from storage.database import UnitOfWork
from storage.instants import day, day_text


def last_of(uow: UnitOfWork, customer_ids: Iterable[int]) -> dict[int, ChurnRisk]:
    """The last one of each of these customers who had one."""
    found = {}
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(f"SELECT * FROM churn_risks WHERE {where} ORDER BY id", parameters):  # noqa: S608  # question marks
            found[row["customer_id"]] = _read(row)
    return found


def begin(uow: UnitOfWork, customer_ids: Iterable[int], today: date, *, told_on: date | None = None) -> None:
    """They may leave us since today. `told_on`: nobody is told."""
    rows = ((one, day_text(today), day_text(told_on)) for one in customer_ids)
    many.insert(uow, "churn_risks (customer_id, began_on, told_on)", "(?, ?, ?)", rows)


def go_on(uow: UnitOfWork, risk_ids: Collection[int]) -> None:
    """It was not over after all."""
    for portion in portions(risk_ids):
        where, parameters = one_of("id", portion)
        uow.execute(f"UPDATE churn_risks SET ended_on = NULL WHERE {where}", parameters)  # noqa: S608  # question marks


def end(uow: UnitOfWork, risk_ids: Collection[int], today: date) -> None:
    """It is over."""
    for portion in portions(risk_ids):
        where, parameters = one_of("id", portion)
        uow.execute(f"UPDATE churn_risks SET ended_on = ? WHERE {where}", (day_text(today), *parameters))  # noqa: S608  # question marks


def untold(uow: UnitOfWork, whose: Condition = EVERYBODY, limit: int = 100) -> list[ChurnRisk]:
    """Those of which nobody was told yet, the weightiest first. `whose`: a condition over the table `customers`."""
    where, parameters = whose
    rows = uow.rows(
        "SELECT r.* FROM churn_risks AS r JOIN customer_health AS h ON h.customer_id = r.customer_id"  # noqa: S608  # conditions of ours
        " WHERE r.ended_on IS NULL AND r.told_on IS NULL AND r.customer_id IN"
        f" (SELECT id FROM customers WHERE removed_at IS NULL AND lost_on IS NULL AND ({where}))"
        " AND r.customer_id NOT IN (SELECT customer_id FROM forgotten_customers)"
        f" ORDER BY h.points DESC, r.id LIMIT {limit}",
        parameters,
    )
    return [_read(row) for row in rows]


def told(uow: UnitOfWork, customer_ids: Iterable[int], today: date) -> None:
    """Somebody was told of the open ones of these customers."""
    for portion in portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        uow.execute(
            f"UPDATE churn_risks SET told_on = ? WHERE {where} AND ended_on IS NULL AND told_on IS NULL",  # noqa: S608  # question marks
            (day_text(today), *parameters),
        )


def _read(row: Row) -> ChurnRisk:
    began, told_on, ended = (day(row[name]) for name in ("began_on", "told_on", "ended_on"))
    return ChurnRisk(row["id"], row["customer_id"], began or date.min, told_on, ended)
