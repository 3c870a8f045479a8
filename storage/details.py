"""What is remembered about customers."""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Row

from bot.domain.customers import Detail, DetailCategory
from storage import passages
from storage.conditions import one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant, instant_text


def add(uow: UnitOfWork, detail: Detail) -> int:
    """Store a detail and give its id."""
    detail_id = uow.insert(
        "INSERT INTO details (customer_id, category, text, remembered_by, remembered_at) VALUES (?, ?, ?, ?, ?)",
        (detail.customer_id, detail.category, detail.text, detail.remembered_by, instant_text(detail.remembered_at)),
    )
    passages.put_detail(uow, detail_id, detail.text, detail.remembered_at)
    return detail_id


def text_of(uow: UnitOfWork, detail_id: int) -> str:
    """The words of one detail; "" where there is none."""
    row = uow.row("SELECT text FROM details WHERE id = ?", (detail_id,))
    return str(row["text"]) if row else ""


def by_id(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, Detail]:
    """These details, forgotten or not."""
    found = {}
    for portion in portions(ids):
        where, parameters = one_of("id", portion)
        for row in uow.rows(f"SELECT * FROM details WHERE {where}", parameters):  # noqa: S608  # question marks
            found[row["id"]] = _detail(row)
    return found


def of_customer(uow: UnitOfWork, customer_id: int) -> list[Detail]:
    """What is remembered about a customer, the latest first."""
    rows = uow.rows(
        "SELECT id, customer_id, category, text, remembered_by, remembered_at FROM details"
        " WHERE customer_id = ? AND removed_at IS NULL ORDER BY id DESC",
        (customer_id,),
    )
    return [_detail(row) for row in rows]


def of_customers(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, list[Detail]]:
    """By customer what is remembered about them, the earliest first."""
    found: dict[int, list[Detail]] = {}
    for portion in portions(ids):
        where, parameters = one_of("customer_id", portion)
        for row in uow.rows(
            f"SELECT * FROM details WHERE {where} AND removed_at IS NULL ORDER BY customer_id, id",  # noqa: S608  # question marks
            parameters,
        ):
            found.setdefault(row["customer_id"], []).append(_detail(row))
    return found


def get(uow: UnitOfWork, detail_id: int) -> Detail | None:
    """One detail, unless it is forgotten."""
    row = uow.row("SELECT * FROM details WHERE id = ? AND removed_at IS NULL", (detail_id,))
    return _detail(row) if row else None


def update(uow: UnitOfWork, detail: Detail) -> None:
    """Store the words of a detail, and what it is about."""
    uow.execute("UPDATE details SET text = ?, category = ? WHERE id = ?", (detail.text, detail.category, detail.id))
    passages.put_detail(uow, detail.id, detail.text, detail.remembered_at)


def set_removed(uow: UnitOfWork, detail_id: int, at: datetime | None) -> None:
    """Forget a detail, or (None) remember it again."""
    uow.execute("UPDATE details SET removed_at = ? WHERE id = ?", (instant_text(at) if at else None, detail_id))


def _detail(row: Row) -> Detail:
    return Detail(
        row["id"],
        row["customer_id"],
        DetailCategory(row["category"]),
        row["text"],
        row["remembered_by"],
        instant(row["remembered_at"]),
    )
