"""Finding a customer: exactly, or who may have been meant. Never a silent best guess (promise 4).

Prefix queries are capped before anything is ranked: on 1,000,000 customers an unranked prefix takes 0.01-1.6 ms,
`ORDER BY rank` up to 113 ms (measured).
"""

from datetime import date

from rapidfuzz import fuzz, process

from bot.domain.customers import Candidate, Customer
from bot.domain.folding import fold
from storage import customers
from storage.database import UnitOfWork
from storage.instants import day

POOL = 300
"""How many rows a prefix may bring before they are ranked by likeness."""

ALIKE = 70
"""From this likeness (0-100, rapidfuzz WRatio) on a name may be meant: one typo in a short name gives about 80."""


def exact(uow: UnitOfWork, typed: str) -> list[Customer]:
    """Everybody whose name, alias, email or phone is what was typed, but for case, accents and spelling of numbers."""
    rows = uow.rows(
        "SELECT DISTINCT c.* FROM customer_keys k JOIN customers c ON c.id = k.customer_id"
        " WHERE k.folded = ? AND c.removed_at IS NULL ORDER BY c.id LIMIT 20",
        (fold(typed),),
    )
    return [customers.read(uow, row) for row in rows]


def close(uow: UnitOfWork, typed: str, limit: int = 5) -> list[Candidate]:
    """Who may have been meant (a typo, a first name, a company), the likeliest first."""
    words = fold(typed).split()[:6]
    if not words:
        return []
    pool = _pool(uow, [f'"{word}"*' for word in words]) | _pool(uow, [f'"{word[:2]}"*' for word in words])
    likely = process.extract(fold(typed), pool, scorer=fuzz.WRatio, limit=limit, score_cutoff=ALIKE)
    found = (customers.get(uow, customer_id) for _, _, customer_id in likely)
    return [candidate(uow, customer) for customer in found if customer]


def by_prefix(uow: UnitOfWork, typed: str, limit: int = 20) -> list[Candidate]:
    """For a search field: everybody of whom each word typed begins a word; with nothing typed, who was touched last."""
    words = fold(typed).split()[:6]
    if not words:
        return _touched_last(uow, limit)
    query = " AND ".join(f'"{word}"*' for word in words)
    rows = uow.rows("SELECT rowid FROM customers_fts WHERE customers_fts MATCH ? LIMIT ?", (query, POOL))
    found = [customers.get(uow, row["rowid"]) for row in rows[:limit]]
    named = sorted((customer for customer in found if customer), key=lambda customer: fold(customer.name))
    return [candidate(uow, customer) for customer in named] or close(uow, typed, limit)


def candidate(uow: UnitOfWork, customer: Customer) -> Candidate:
    """A customer with what tells them apart."""
    return Candidate(customer, _last_touch(uow, customer.id))


def _touched_last(uow: UnitOfWork, limit: int) -> list[Candidate]:
    rows = uow.rows(
        "SELECT customer_id FROM touchpoints WHERE undone_at IS NULL"
        " GROUP BY customer_id ORDER BY max(id) DESC LIMIT ?",
        (limit,),
    )
    found = (customers.get(uow, row["customer_id"]) for row in rows)
    return [candidate(uow, customer) for customer in found if customer]


def _pool(uow: UnitOfWork, prefixes: list[str]) -> dict[int, str]:
    rows = uow.rows(
        "SELECT rowid, words FROM customers_fts WHERE customers_fts MATCH ? LIMIT ?", (" OR ".join(prefixes), POOL)
    )
    return {row["rowid"]: row["words"] for row in rows}


def _last_touch(uow: UnitOfWork, customer_id: int) -> date | None:
    row = uow.row(
        "SELECT max(happened_on) AS last FROM touchpoints WHERE customer_id = ? AND undone_at IS NULL", (customer_id,)
    )
    return day(row["last"]) if row else None
