"""How many different customers are behind the parts of a report: of how few, so that it would tell of them."""

from datetime import date, datetime

from bot.domain.span import Span
from storage.conditions import EVERYBODY, Condition
from storage.database import UnitOfWork
from storage.instants import day, day_text, instant


def customers_by_channel(uow: UnitOfWork, span: Span, who: Condition | None = None) -> dict[str, int]:
    """Channel -> how many customers were touched by it. `who`: a condition on `customers AS c`."""
    where, more = _behind("t", who)
    rows = uow.rows(
        "SELECT channel, count(*) AS n FROM (SELECT DISTINCT t.channel AS channel, t.customer_id AS customer_id"  # noqa: S608  # ours
        " FROM touchpoints AS t WHERE t.undone_at IS NULL AND t.happened_on BETWEEN ? AND ?"
        f" AND ({where})) AS different GROUP BY channel",
        (day_text(span.first), day_text(span.last), *more),
    )
    return {row["channel"]: row["n"] for row in rows}


def is_of_many(uow: UnitOfWork, channel: str, span: Span, fewest: int, who: Condition | None = None) -> bool:
    """Whether at least so many different customers were touched by a channel; most often known after a few touches."""
    where, more = _behind("t", who)
    row = uow.row(
        "SELECT count(*) AS n FROM (SELECT DISTINCT t.customer_id FROM touchpoints AS t WHERE t.undone_at IS NULL"  # noqa: S608  # ours
        f" AND t.happened_on BETWEEN ? AND ? AND t.channel = ? AND ({where}) LIMIT ?) AS different",
        (day_text(span.first), day_text(span.last), channel, *more, fewest),
    )
    return row is not None and row["n"] >= fewest


def customers_by_category(uow: UnitOfWork, span: Span, who: Condition | None = None) -> dict[str, int]:
    """Category -> how many customers complained about it."""
    where, more = _behind("f", who)
    rows = uow.rows(
        "SELECT category, count(*) AS n FROM (SELECT DISTINCT t.category AS category, f.customer_id AS customer_id"  # noqa: S608  # ours
        " FROM followups AS f JOIN touchpoints AS t ON t.id = f.touchpoint_id WHERE f.kind = 'complaint'"
        " AND t.kind = 'complaint' AND t.undone_at IS NULL AND t.happened_on BETWEEN ? AND ?"
        f" AND ({where})) AS different GROUP BY category",
        (day_text(span.first), day_text(span.last), *more),
    )
    return {row["category"]: row["n"] for row in rows}


def in_use_since(uow: UnitOfWork) -> datetime | None:
    """When the first customer was added; None where there was never one."""
    row = uow.row("SELECT created_at FROM customers ORDER BY id LIMIT 1")
    return instant(row["created_at"]) if row else None


def first_logged(uow: UnitOfWork) -> date | None:
    """The first day of which anything was logged; None where nothing was."""
    row = uow.row("SELECT min(happened_on) AS day FROM touchpoints WHERE undone_at IS NULL")
    return day(row["day"]) if row and row["day"] else None


def _behind(table: str, who: Condition | None) -> Condition:
    if who is None:
        return EVERYBODY
    return f"{table}.customer_id IN (SELECT c.id FROM customers AS c WHERE {who[0]})", who[1]  # noqa: S608  # question marks
