"""Who recommended us to whom."""

from bot.domain.customers import Customer
from storage import customers
from storage.database import UnitOfWork


def of_customer(uow: UnitOfWork, customer_id: int, limit: int) -> tuple[list[Customer], int]:
    """The first few, by name, of those to whom this customer recommended us; and how many there are."""
    rows = uow.rows(
        "SELECT *, count(*) OVER () AS n FROM customers WHERE referred_by = ? AND removed_at IS NULL"
        " ORDER BY sort_key, id LIMIT ?",
        (customer_id, limit),
    )
    return customers.read(uow, rows), int(rows[0]["n"]) if rows else 0
