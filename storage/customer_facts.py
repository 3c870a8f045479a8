"""Customers who came, stayed and were lost: of a span, month by month, and by how often they renewed.

Of those who were erased, the days are kept without them: when they began, were lost, were erased (`leave`). Who was
erased without being lost counts as neither lost nor staying from then on.
"""

from datetime import date

from bot.domain.facts import Customers
from bot.domain.figures import MOST_TIMES, Renewed
from bot.domain.months import Life, Lives
from bot.domain.small_groups import FEWEST
from bot.domain.span import Span
from storage.conditions import EVERYBODY, Condition
from storage.database import UnitOfWork
from storage.instants import day_text

_BEGAN = "substr(coalesce(c.since, c.created_at), 1, 10)"
"""The day on which somebody became a customer: as typed, else the day they were added."""

_STANDING = f"SELECT {_BEGAN} AS began, c.lost_on, NULL AS gone_on, c.lifetime_value, c.lost_reason FROM customers AS c"  # noqa: S608  # a constant
_ERASED = " UNION ALL SELECT e.began, e.lost_on, e.gone_on, NULL, e.lost_reason FROM erased_customers AS e"


def customers(uow: UnitOfWork, span: Span, who: Condition | None = None) -> Customers:
    """Of a span. `who`: a condition over the table `customers AS c`; without one also of those erased since."""
    first, last = day_text(span.first), day_text(span.last)
    lives, parameters = _lives(who)
    row = uow.row(
        "SELECT sum(CASE WHEN began < ? AND coalesce(lost_on, '9999') >= ?"  # noqa: S608  # ours
        " AND (lost_on BETWEEN ? AND ? OR coalesce(gone_on, '9999') > ?) THEN 1 ELSE 0 END) AS at_start,"
        " sum(CASE WHEN began < ? AND lost_on BETWEEN ? AND ? THEN 1 ELSE 0 END) AS lost,"
        " sum(CASE WHEN began BETWEEN ? AND ? THEN 1 ELSE 0 END) AS new,"
        " sum(CASE WHEN lost_on IS NULL AND lifetime_value IS NOT NULL THEN 1 ELSE 0 END) AS valued,"
        f" sum(CASE WHEN lost_on IS NULL THEN lifetime_value END) AS value FROM ({lives}) AS lives",
        (first, first, first, last, last, first, first, last, first, last, *parameters),
    )
    names = ("at_start", "lost", "new", "valued", "value")
    return Customers(*(int(row[name] or 0) for name in names)) if row else Customers()


def reasons(uow: UnitOfWork, span: Span, who: Condition | None = None) -> dict[str, int]:
    """Why customers were lost in a span, "" where nobody said -> how many. `who`: as for `customers`."""
    lives, parameters = _lives(who)
    rows = uow.rows(
        f"SELECT lost_reason, count(*) AS n FROM ({lives}) AS lives WHERE lost_on BETWEEN ? AND ? GROUP BY lost_reason",  # noqa: S608  # ours
        (*parameters, day_text(span.first), day_text(span.last)),
    )
    return {row["lost_reason"]: row["n"] for row in rows}


def by_month(uow: UnitOfWork, who: Condition | None = None) -> Lives:
    """How many customers have lives of the same months. `who`: as for `customers`."""
    lives, parameters = _lives(who)
    months = "substr(began, 1, 7) AS began, substr(lost_on, 1, 7) AS lost, substr(gone_on, 1, 7) AS gone"
    rows = uow.rows(
        f"SELECT began, lost, gone, count(*) AS n FROM (SELECT {months} FROM ({lives}) AS lives) AS months"  # noqa: S608  # ours
        " GROUP BY began, lost, gone",
        parameters,
    )
    return {Life(*(_month(row[name]) for name in ("began", "lost", "gone"))): row["n"] for row in rows}  # type: ignore[arg-type]  # the first is never NULL


def renewed(uow: UnitOfWork, who: Condition | None = None) -> list[Renewed]:
    """Customers who are not lost, by how many of their renewals were done: never first."""
    where, parameters = who or EVERYBODY
    rows = uow.rows(
        "SELECT coalesce(r.times, 0) AS times, count(*) AS n, count(c.lifetime_value) AS valued,"  # noqa: S608  # ours
        " coalesce(sum(c.lifetime_value), 0) AS value FROM customers AS c LEFT JOIN"
        " (SELECT customer_id, count(*) AS times FROM followups WHERE kind = 'renewal' AND status = 'done'"
        " GROUP BY customer_id)"
        f" AS r ON r.customer_id = c.id WHERE c.removed_at IS NULL AND c.lost_on IS NULL AND ({where})"
        " GROUP BY coalesce(r.times, 0) ORDER BY coalesce(r.times, 0)",
        parameters,
    )
    found: dict[int, Renewed] = {}
    for row in rows:
        times = min(row["times"], MOST_TIMES)
        had = found.get(times, Renewed(times, 0, 0, 0))
        found[times] = Renewed(
            times, had.customers + row["n"], had.valued + row["valued"], had.value + int(row["value"])
        )
    return [found[times] for times in sorted(found)]


def leave(uow: UnitOfWork, who: Condition, on: date) -> None:
    """What is left of customers who are erased on this day. `who`: as for `customers`.

    Why they were lost can be anybody's own words: it is left where others were lost for the same.
    """
    where, parameters = who
    reason = (
        "CASE WHEN (SELECT count(*) FROM customers AS o WHERE o.lost_reason = c.lost_reason AND o.id <> c.id) >="  # noqa: S608  # ours
        f" {FEWEST - 1} THEN c.lost_reason ELSE '' END"
    )
    uow.execute(
        f"INSERT INTO erased_customers (began, lost_on, gone_on, lost_reason) SELECT {_BEGAN}, c.lost_on, ?, {reason}"  # noqa: S608  # ours
        f" FROM customers AS c WHERE {where}",
        (day_text(on), *parameters),
    )


def _lives(who: Condition | None) -> Condition:
    where, parameters = who or EVERYBODY
    return f"{_STANDING} WHERE c.removed_at IS NULL AND ({where}){'' if who else _ERASED}", parameters


def _month(text: str | None) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None
