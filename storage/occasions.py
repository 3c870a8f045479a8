"""Customers by the days that matter: birthdays, anniversaries, renewals, and how long they have been quiet."""

from collections.abc import Iterable
from datetime import date

from bot.domain.customers import Customer
from storage.caring import EVERYBODY
from storage.conditions import Condition
from storage.customers import read
from storage.database import UnitOfWork
from storage.instants import day, day_text


def born_on(uow: UnitOfWork, days: Iterable[date], whose: Condition = EVERYBODY) -> list[Customer]:
    """Who has a birthday on one of these days and may be wished one, among those of `whose`."""
    dates = sorted({(on.month, on.day) for on in days})
    if (2, 28) in dates or (3, 1) in dates:
        dates.append((2, 29))  # kept on one of them in most years
    places = ", ".join("(?, ?)" for _ in dates)
    return _customers(
        uow,
        f"(birth_month, birth_day) IN (VALUES {places}) AND wishes_ok AND NOT do_not_contact AND {whose[0]}",
        (*(number for pair in dates for number in pair), *whose[1]),
    )


def since_on(uow: UnitOfWork, days: Iterable[date]) -> list[Customer]:
    """Who became a customer on the month and day of one of these, whatever the year."""
    dates = sorted({f"{on:%m-%d}" for on in days})
    if "02-28" in dates:
        dates.append("02-29")
    places = ", ".join("?" * len(dates))
    return _customers(uow, f"substr(since, 6) IN ({places}) AND NOT do_not_contact", tuple(dates))


def renewed_between(uow: UnitOfWork, first: date, last: date) -> list[Customer]:
    """Whose renewal was on one of these days."""
    return _customers(uow, "renewal BETWEEN ? AND ? AND NOT do_not_contact", (day_text(first), day_text(last)))


def renewing(uow: UnitOfWork, whose: Condition, first: date, last: date) -> list[Customer]:
    """Whose renewal is near, among those of `whose`, the nearest first."""
    where = f"{whose[0]} AND renewal BETWEEN ? AND ?"
    found = _customers(uow, where, (*whose[1], day_text(first), day_text(last)))
    return sorted(found, key=lambda customer: customer.renewal or last)


def quiet(uow: UnitOfWork, whose: Condition, today: date) -> list[tuple[Customer, date]]:
    """Whom nobody has touched for longer than their cadence, among those of `whose`, with the last touch.

    Who was never touched counts from the day on which they became a customer or were added.
    """
    last = (
        "coalesce((SELECT max(happened_on) FROM touchpoints t WHERE t.customer_id = c.id AND t.undone_at IS NULL),"
        " since, substr(created_at, 1, 10))"
    )
    rows = uow.rows(
        f"SELECT c.*, {last} AS last FROM customers c WHERE {whose[0]} AND cadence_days IS NOT NULL"  # noqa: S608  # constants
        f" AND removed_at IS NULL AND NOT do_not_contact AND date({last}, '+' || cadence_days || ' days') < ?"
        " ORDER BY last, id",
        (*whose[1], day_text(today)),
    )
    last_days = [day(row["last"]) or today for row in rows]
    return list(zip(read(uow, rows), last_days, strict=True))


def _customers(uow: UnitOfWork, where: str, parameters: tuple[object, ...]) -> list[Customer]:
    rows = uow.rows(f"SELECT * FROM customers WHERE {where} AND removed_at IS NULL ORDER BY id", parameters)  # noqa: S608  # ours
    return read(uow, rows)
