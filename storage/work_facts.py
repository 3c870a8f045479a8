"""Follow-ups done by their day, promises kept and thank-you notes of a span: counted by the database in one look.

Of customers who were erased, what was done for them and when is kept without them (`leave`).
"""

from datetime import date, datetime, time, timedelta

from bot.domain.calendar import instant_of, local_date
from bot.domain.facts import Work
from bot.domain.followups import FollowUpKind
from bot.domain.promise import WITHDRAWN
from bot.domain.span import Span
from storage.conditions import EVERYBODY, Condition
from storage.database import UnitOfWork
from storage.instants import day_text, instant_text

_COLUMNS = "kind, status, due, snoozed_until, promised_on, broken_on, closed_at"
_COUNTS = f"f.status IN ('open', 'done') AND f.outcome != '{WITHDRAWN}'"
"""Not what was planned by mistake, nor what need not be done after all."""


def work(uow: UnitOfWork, span: Span, now: datetime, tz: str, who: Condition | None = None) -> Work:
    """Of the days of a span that are over in this zone. `who`: a condition on `f.customer_id`.

    Without one also of those who were erased since.
    """
    days = [one for one in span.each_day() if one < local_date(now, tz)]
    found = [_of(uow, "followups", (_COUNTS, ()), span, days, tz, who or EVERYBODY)]
    if who is None:
        found.append(_of(uow, "erased_followups", EVERYBODY, span, days, tz, EVERYBODY))
    names = ("due", "on_time", "promised", "kept", "thanked")
    return Work(**{name: sum(getattr(one, name) for one in found) for name in names})


def leave(uow: UnitOfWork, who: Condition, until: date) -> None:
    """What is left of what was to be done for customers who are erased: done, or late by this day."""
    where, parameters = who
    uow.execute(
        f"INSERT INTO erased_followups ({_COLUMNS}) SELECT {_COLUMNS} FROM followups AS f WHERE {_COUNTS}"  # noqa: S608  # ours
        f" AND (f.status = 'done' OR coalesce(f.snoozed_until, f.due) < ?) AND {where}",
        (day_text(until), *parameters),
    )


def _of(uow: UnitOfWork, table: str, counts: Condition, span: Span, days: list[date], tz: str, who: Condition) -> Work:
    which = f"{counts[0]} AND ({who[0]})", (*counts[1], *who[1])
    ends = [(day_text(one), instant_text(instant_of(one + timedelta(days=1), time(), tz))) for one in days]
    due = _by_then(
        uow, f"{table} AS f ON coalesce(f.snoozed_until, f.due) = d.day AND f.kind != 'complaint'", ends, which
    )
    promised = _by_then(uow, f"{table} AS f ON f.promised_on = d.day", ends, which)
    broken = _count(uow, f"{table} AS f WHERE f.broken_on BETWEEN ? AND ?", _ends(span), which)
    done = f"{table} AS f WHERE f.status = 'done' AND f.closed_at >= ? AND f.closed_at < ? AND f.kind = '{_THANKS}'"
    thanked = _count(uow, done, tuple(map(instant_text, span.instants(tz))), which)
    return Work(due[0], due[1], promised[0] + broken, promised[1], thanked)


_THANKS = FollowUpKind.THANK_YOU.value


def _by_then(uow: UnitOfWork, on: str, ends: list[tuple[str, str]], which: Condition) -> tuple[int, int]:
    """How many stood for one of these days, and how many of them were done before it ended."""
    if not ends:
        return 0, 0
    values = ", ".join("(?, ?)" for _ in ends)
    row = uow.row(
        f"WITH days (day, ends) AS (VALUES {values}) SELECT count(*) AS n,"  # noqa: S608  # ours
        " sum(CASE WHEN f.status = 'done' AND f.closed_at < d.ends THEN 1 ELSE 0 END) AS done"
        f" FROM days AS d JOIN {on} WHERE {which[0]}",
        (*(value for pair in ends for value in pair), *which[1]),
    )
    return (int(row["n"]), int(row["done"] or 0)) if row else (0, 0)


def _count(uow: UnitOfWork, of: str, parameters: tuple[object, ...], which: Condition) -> int:
    row = uow.row(f"SELECT count(*) AS n FROM {of} AND {which[0]}", (*parameters, *which[1]))  # noqa: S608  # ours
    return int(row["n"]) if row else 0


def _ends(span: Span) -> tuple[str, str]:
    return day_text(span.first), day_text(span.last)
