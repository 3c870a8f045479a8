"""Changing many customers by few statements (bot/domain/bulk_change.py): what they are, and what they become."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from bot.domain.bulk_change import CARE, Change, State, What
from bot.domain.life import Turn
from storage import many
from storage.conditions import one_of
from storage.database import UnitOfWork
from storage.instants import instant_text

AT_ONCE = 5_000
"""So many ids go into one statement here: ten thousand customers are a few round trips."""

_COLUMN = {What.STAGE: "stage", What.TIER: "tier"}


def states(uow: UnitOfWork, change: Change, customer_ids: Iterable[int]) -> dict[int, State]:
    """What these customers are now in the matter of a change, as far as they are there."""
    found: dict[int, State] = {}
    for portion in _portions(customer_ids):
        where, parameters = one_of("id", portion)
        if change.what in CARE:
            sql = f"SELECT id, owner, backup_owner FROM customers WHERE {where} AND removed_at IS NULL"  # noqa: S608  # ours
            found |= {row["id"]: (row["owner"], row["backup_owner"]) for row in uow.rows(sql, parameters)}
        elif column := _COLUMN.get(change.what):
            sql = f"SELECT id, {column} AS state FROM customers WHERE {where} AND removed_at IS NULL"  # noqa: S608  # ours
            found |= {row["id"]: row["state"] for row in uow.rows(sql, parameters)}
        else:
            sql = f"SELECT id FROM customers WHERE {where} AND removed_at IS NULL"  # noqa: S608  # question marks
            tagged = _tagged(uow, change.value, portion)
            found |= {row["id"]: row["id"] in tagged for row in uow.rows(sql, parameters)}
    return found


def put(uow: UnitOfWork, change: Change, after: Mapping[int, State]) -> None:
    """Store what these customers are from now on in the matter of a change; those who become the same at once."""
    alike: dict[State, list[int]] = {}
    for customer_id, state in after.items():
        alike.setdefault(state, []).append(customer_id)
    for state, ids in alike.items():
        for portion in _portions(ids):
            _put_same(uow, change, state, portion)


def _put_same(uow: UnitOfWork, change: Change, state: State, ids: list[int]) -> None:
    if change.what in CARE:
        where, parameters = one_of("id", ids)
        uow.execute(f"UPDATE customers SET owner = ?, backup_owner = ? WHERE {where}", (*state, *parameters))  # noqa: S608  # ours
    elif change.what in _COLUMN:
        where, parameters = one_of("id", ids)
        uow.execute(f"UPDATE customers SET {_COLUMN[change.what]} = ? WHERE {where}", (state, *parameters))  # noqa: S608  # ours
    elif state:
        rows = ((customer_id, change.value) for customer_id in ids)
        many.insert(uow, "customer_tags (customer_id, tag)", "(?, ?)", rows, "ON CONFLICT DO NOTHING")
    else:
        where, parameters = one_of("customer_id", ids)
        uow.execute(f"DELETE FROM customer_tags WHERE tag = ? AND {where}", (change.value, *parameters))  # noqa: S608  # ours


def with_tags(uow: UnitOfWork, customer_ids: Iterable[int], at_least: int) -> set[int]:
    """Those of these customers who have so many tags."""
    full: set[int] = set()
    for portion in _portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        rows = uow.rows(
            f"SELECT customer_id FROM customer_tags WHERE {where} GROUP BY customer_id HAVING count(*) >= ?",  # noqa: S608  # ours
            (*parameters, at_least),
        )
        full |= {row["customer_id"] for row in rows}
    return full


def not_owned_by(uow: UnitOfWork, person: str, customer_ids: Iterable[int]) -> int:
    """How many of these customers somebody else owns, or nobody."""
    care = states(uow, Change(What.OWNER, person), customer_ids)
    return sum(owner != person for owner, _ in care.values())


def note_stages(
    uow: UnitOfWork, change: Change, before: Mapping[int, State], on: date, person: str, now: datetime
) -> None:
    """Keep in the lives of customers that they came to another stage."""
    rows = (
        (customer_id, Turn.STAGE, stage, change.value, on.isoformat(), change.reason, person, instant_text(now))
        for customer_id, stage in before.items()
    )
    columns = "life (customer_id, event, before, after, happened_on, reason, noted_by, noted_at)"
    many.insert(uow, columns, "(?, ?, ?, ?, ?, ?, ?, ?)", rows)


def take_back_stages(
    uow: UnitOfWork, customer_ids: Iterable[int], person: str, noted_at: datetime, now: datetime
) -> None:
    """What was noted of these customers at that instant was none."""
    for portion in _portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        uow.execute(
            f"UPDATE life SET undone_at = ? WHERE {where} AND event = ? AND noted_by = ? AND noted_at = ?",  # noqa: S608  # ours
            (instant_text(now), *parameters, Turn.STAGE, person, instant_text(noted_at)),
        )


def open_followups(uow: UnitOfWork, customer_ids: Iterable[int]) -> list[int]:
    """What is still to do for these customers."""
    found = []
    for portion in _portions(customer_ids):
        where, parameters = one_of("customer_id", portion)
        rows = uow.rows(f"SELECT id FROM followups WHERE status = 'open' AND {where}", parameters)  # noqa: S608  # ours
        found += [row["id"] for row in rows]
    return sorted(found)


def _tagged(uow: UnitOfWork, tag: str, ids: list[int]) -> set[int]:
    where, parameters = one_of("customer_id", ids)
    rows = uow.rows(f"SELECT customer_id FROM customer_tags WHERE tag = ? AND {where}", (tag, *parameters))  # noqa: S608  # ours
    return {row["customer_id"] for row in rows}


def _portions(customer_ids: Iterable[int]) -> Iterator[list[int]]:
    ids = list(customer_ids)
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
