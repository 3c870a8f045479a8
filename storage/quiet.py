"""Who has not heard from us for longer than agreed, over `customers AS c`."""

from collections.abc import Mapping
from datetime import date

from bot.domain.customers import Tier
from storage.conditions import Condition, all_of, any_of, one_of
from storage.database import UnitOfWork
from storage.instants import day_text

_OVERDUE = (
    "NOT EXISTS (SELECT 1 FROM touchpoints AS t WHERE t.customer_id = c.id"
    " AND t.happened_on >= ? AND t.undone_at IS NULL) AND (coalesce(c.since, substr(c.created_at, 1, 10)) < ?"
    " OR EXISTS (SELECT 1 FROM touchpoints AS t WHERE t.customer_id = c.id AND t.undone_at IS NULL))"
)


def quiet(uow: UnitOfWork, today: date, tiers: Mapping[Tier, int]) -> Condition:
    """Who was touched last before the day that their cadence allows; never touched counts from their beginning.

    Their own cadence counts, else their tier's: `tiers` has that, in days, of those that have one.
    """
    rows = uow.rows("SELECT DISTINCT cadence_days AS days FROM customers WHERE cadence_days IS NOT NULL")
    every = sorted({*(row["days"] for row in rows), *tiers.values()})
    return any_of(all_of([_has_cadence(days, tiers), (_OVERDUE, (_ago(today, days),) * 2)]) for days in every)


def _has_cadence(days: int, tiers: Mapping[Tier, int]) -> Condition:
    of_tiers = one_of("c.tier", [tier for tier, usual in tiers.items() if usual == days])
    return any_of([("c.cadence_days = ?", (days,)), all_of([("c.cadence_days IS NULL", ()), of_tiers])])


def _ago(today: date, days: int) -> str:
    return str(day_text(date.fromordinal(max(1, today.toordinal() - days))))
