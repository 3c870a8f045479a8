"""Who has not heard from us for longer than their cadence, and the check-ins that came up for it by themselves."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import chain
from sqlite3 import Row

from bot.domain.cadence import Silence
from bot.domain.customers import Tier
from bot.domain.followups import FollowUpKind
from bot.domain.merged_occasions import MERGED
from storage.conditions import portions
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant, instant_text
from storage.occasions import KEPT_CLOSE

_LAST_TOUCH = (
    "coalesce((SELECT max(happened_on) FROM touchpoints AS t WHERE t.customer_id = c.id AND t.undone_at IS NULL),"
    " since, substr(created_at, 1, 10))"
)
_LAST_CLOSED = (
    "coalesce((SELECT max(substr(f.closed_at, 1, 10)) FROM followups AS f WHERE f.customer_id = c.id AND f.kind = ?"
    " AND f.status != 'open' AND f.closed_by IS NOT NULL AND f.outcome NOT IN (?, ?)), '')"
)
_NOT_ASKED = "NOT EXISTS (SELECT 1 FROM followups AS f WHERE f.customer_id = c.id AND f.kind = ? AND f.status = 'open')"


def silent(uow: UnitOfWork, tiers: Mapping[Tier, int], today: date) -> list[Silence]:
    """Whom nobody has touched for longer than their cadence, and for whom no check-in is open.

    `tiers`: the cadence of those tiers that have one. The longest silent first.
    """
    (cadence, of_tiers), closed = _cadence(tiers), (FollowUpKind.CHECK_IN, "undone", MERGED)
    where = f"{KEPT_CLOSE} AND removed_at IS NULL AND {cadence} IS NOT NULL"
    cadences = uow.rows(f"SELECT DISTINCT {cadence} AS days FROM customers WHERE {where}", (*of_tiers, *of_tiers))  # noqa: S608  # ours
    rows = []
    for portion in portions(row["days"] for row in cadences):
        too_long_ago = ", ".join(["(?, ?)"] * len(portion))
        days = ((one, day_text(_before(today, one))) for one in portion)
        rows += uow.rows(
            f"WITH too_long_ago (cadence, before) AS (VALUES {too_long_ago}),"  # noqa: S608  # ours
            f" looked_after AS (SELECT c.id, c.owner, c.backup_owner, c.tier, {cadence} AS days,"
            f" {_LAST_TOUCH} AS touched, {_LAST_CLOSED} AS closed FROM customers AS c WHERE {where} AND {_NOT_ASKED})"
            " SELECT *, CASE WHEN closed > touched THEN closed ELSE touched END AS last FROM looked_after"
            " JOIN too_long_ago ON cadence = days WHERE touched < before AND closed < before",
            (*chain.from_iterable(days), *of_tiers, *closed, *of_tiers, FollowUpKind.CHECK_IN),
        )
    rows.sort(key=lambda row: (row["last"], row["id"]))
    return [_silence(row) for row in rows]


def _cadence(tiers: Mapping[Tier, int]) -> tuple[str, tuple[object, ...]]:
    """A customer's own cadence, else their tier's."""
    if not tiers:
        return "cadence_days", ()
    whens = " ".join(f"WHEN tier = ? THEN {days}" for days in tiers.values())
    return f"coalesce(cadence_days, CASE {whens} END)", tuple(tiers)


def _before(today: date, cadence_days: int) -> date:
    """A touch before this day is longer ago than the cadence."""
    return date.fromordinal(max(1, today.toordinal() - cadence_days))


def _silence(row: Row) -> Silence:
    last = day(row["last"]) or date.min
    return Silence(row["id"], row["owner"], row["backup_owner"], Tier(row["tier"]), row["days"], last)


def came_up_since(uow: UnitOfWork, since: datetime) -> list[tuple[str | None, datetime]]:
    """(assignee, when) of every check-in that came up by itself since then, open or closed."""
    rows = uow.rows(
        "SELECT assignee, created_at FROM followups WHERE kind = ? AND origin LIKE 'check-in:%' AND created_at >= ?",
        (FollowUpKind.CHECK_IN, instant_text(since)),
    )
    return [(row["assignee"], instant(row["created_at"])) for row in rows]


def open_ones(uow: UnitOfWork) -> dict[str | None, int]:
    """Assignee -> how many check-ins that came up by themselves are open."""
    rows = uow.rows(
        "SELECT assignee, count(*) AS n FROM followups WHERE status = 'open' AND kind = ? AND origin LIKE 'check-in:%'"
        " GROUP BY assignee",
        (FollowUpKind.CHECK_IN,),
    )
    return {row["assignee"]: row["n"] for row in rows}
