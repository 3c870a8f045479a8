"""Customers by the days that matter: birthdays, anniversaries, renewals, and how long they have been quiet."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from bot.domain.customers import Customer
from storage.conditions import EVERYBODY, Condition, one_of, portions
from storage.customers import read
from storage.database import UnitOfWork
from storage.instants import day, day_text

_KEPT_CLOSE = "do_not_contact = 0 AND lost_on IS NULL"
"""Whom anybody is to be reminded of."""


def born_on(uow: UnitOfWork, days: Iterable[date], whose: Condition = EVERYBODY) -> list[Customer]:
    """Who has a birthday on one of these days and may be wished one, among those of `whose`."""
    dates = sorted({(on.month, on.day) for on in days})
    if (2, 28) in dates or (3, 1) in dates:
        dates.append((2, 29))  # kept on one of them in most years
    places = ", ".join("(?, ?)" for _ in dates)
    return _customers(
        uow,
        f"(birth_month, birth_day) IN (VALUES {places}) AND wishes_ok = 1 AND {_KEPT_CLOSE} AND {whose[0]}",
        (*(number for pair in dates for number in pair), *whose[1]),
    )


def since_on(uow: UnitOfWork, days: Iterable[date]) -> list[Customer]:
    """Who became a customer on the month and day of one of these, whatever the year."""
    dates = sorted({f"{on:%m-%d}" for on in days})
    if "02-28" in dates:
        dates.append("02-29")
    where, parameters = one_of("substr(since, 6)", dates)
    return _customers(uow, f"{where} AND {_KEPT_CLOSE}", parameters)


def renewed_between(uow: UnitOfWork, first: date, last: date) -> list[Customer]:
    """Whose renewal was on one of these days."""
    return _customers(uow, f"renewal BETWEEN ? AND ? AND {_KEPT_CLOSE}", (day_text(first), day_text(last)))


def renewing(uow: UnitOfWork, whose: Condition, first: date, last: date) -> list[Customer]:
    """Whose renewal is near, among those of `whose`, the nearest first."""
    where = f"{whose[0]} AND renewal BETWEEN ? AND ? AND lost_on IS NULL"
    found = _customers(uow, where, (*whose[1], day_text(first), day_text(last)))
    return sorted(found, key=lambda customer: customer.renewal or last)


def quiet(uow: UnitOfWork, whose: Condition, today: date) -> list[tuple[Customer, date]]:
    """Whom nobody has touched for longer than their cadence, among those of `whose`, with the last touch.

    Who was never touched counts from the day on which they became a customer or were added.
    """
    where = f"{whose[0]} AND cadence_days IS NOT NULL AND removed_at IS NULL AND {_KEPT_CLOSE}"
    cadences = uow.rows(f"SELECT DISTINCT cadence_days FROM customers WHERE {where}", whose[1])  # noqa: S608  # constants
    rows = []
    for portion in portions(row["cadence_days"] for row in cadences):
        too_long_ago = ", ".join(["(?, ?)"] * len(portion))
        days = ((cadence, day_text(_before(today, cadence))) for cadence in portion)
        rows += uow.rows(
            f"WITH too_long_ago (cadence, before) AS (VALUES {too_long_ago}),"  # noqa: S608  # constants
            " looked_after AS (SELECT c.*, coalesce((SELECT max(happened_on) FROM touchpoints t"
            " WHERE t.customer_id = c.id AND t.undone_at IS NULL), since, substr(created_at, 1, 10)) AS last"
            f" FROM customers c WHERE {where})"
            " SELECT looked_after.* FROM looked_after JOIN too_long_ago ON cadence = cadence_days WHERE last < before",
            (*chain.from_iterable(days), *whose[1]),
        )
    rows.sort(key=lambda row: (row["last"], row["id"]))
    last_days = [day(row["last"]) or today for row in rows]
    return list(zip(read(uow, rows), last_days, strict=True))


def _before(today: date, cadence_days: int) -> date:
    """A touch before this day is longer ago than the cadence."""
    return date.fromordinal(max(1, today.toordinal() - cadence_days))


def _customers(uow: UnitOfWork, where: str, parameters: tuple[object, ...]) -> list[Customer]:
    rows = uow.rows(f"SELECT * FROM customers WHERE {where} AND removed_at IS NULL ORDER BY id", parameters)  # noqa: S608  # ours
    return read(uow, rows)
