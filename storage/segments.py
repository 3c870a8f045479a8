"""Who is in a segment (bot/domain/segment.py): their ids, how many they are, and a page of them in an order."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bot.domain.customers import Customer, Tier
from bot.domain.segment import Segment, Sorting
from storage import custom_fields
from storage.conditions import Condition
from storage.customers import read
from storage.database import UnitOfWork
from storage.segment_sql import Composer

Tiers = Mapping[Tier, int]
NO_TIERS: Tiers = MappingProxyType({})

_LAST_TOUCH = "(SELECT max(t.happened_on) FROM touchpoints AS t WHERE t.customer_id = c.id AND t.undone_at IS NULL)"
_ORDERS: Mapping[Sorting, str] = {
    Sorting.NAME: "c.sort_key, c.id",
    Sorting.LAST_TOUCH: f"coalesce({_LAST_TOUCH}, ''), c.sort_key, c.id",
    Sorting.VALUE: "CASE WHEN c.lifetime_value IS NULL THEN 1 ELSE 0 END, c.lifetime_value DESC, c.sort_key, c.id",
    Sorting.RENEWAL: "CASE WHEN c.renewal IS NULL THEN 1 ELSE 0 END, c.renewal, c.sort_key, c.id",
}
"""Order -> what to order by. Who was never touched has been silent for longest."""


def condition(uow: UnitOfWork, segment: Segment, today: date, *, tiers: Tiers = NO_TIERS) -> Condition:
    """Who is in a segment, as a condition over the table `customers AS c`."""
    asks_own = any(one.field_id is not None for one in segment.conditions)
    fields = {field.id: field for field in custom_fields.all_of(uow)} if asks_own else {}
    return Composer(uow, today, fields, tiers).where(segment)


def ids(uow: UnitOfWork, segment: Segment, today: date, *, tiers: Tiers = NO_TIERS) -> list[int]:
    """The ids of everybody in a segment, in their order. "me" has to be somebody by now (`Segment.seen_by`).

    `tiers`: the cadences of tiers (`tier_cadences`), which count for whom has none of their own.
    Raises FieldGoneError where it asks for a field of the team's own that there is not (any more); so do the others.
    """
    where, parameters = condition(uow, segment, today, tiers=tiers)
    return [row["id"] for row in uow.rows(f"SELECT c.id FROM customers AS c WHERE {where} ORDER BY c.id", parameters)]  # noqa: S608  # question marks


def count(uow: UnitOfWork, segment: Segment, today: date, *, tiers: Tiers = NO_TIERS) -> int:
    """How many are in a segment."""
    where, parameters = condition(uow, segment, today, tiers=tiers)
    return int(uow.rows(f"SELECT count(*) AS n FROM customers AS c WHERE {where}", parameters)[0]["n"])  # noqa: S608  # question marks


def page(
    uow: UnitOfWork,
    segment: Segment,
    today: date,
    *,
    tiers: Tiers = NO_TIERS,
    sorting: Sorting = Sorting.NAME,
    limit: int = 50,
    offset: int = 0,
) -> list[Customer]:
    """At most `limit` of those in a segment, after the first `offset`."""
    where, parameters = condition(uow, segment, today, tiers=tiers)
    rows = uow.rows(
        f"SELECT c.* FROM customers AS c WHERE {where} ORDER BY {_ORDERS[sorting]} LIMIT ? OFFSET ?",  # noqa: S608  # question marks
        (*parameters, limit, offset),
    )
    return read(uow, rows)
