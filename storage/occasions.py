"""Customers by the days that matter: birthdays, anniversaries, renewals."""

from collections.abc import Iterable
from datetime import date

from bot.domain.customers import Customer
from storage.conditions import EVERYBODY, Condition, one_of
from storage.customers import read
from storage.database import UnitOfWork
from storage.instants import day_text

KEPT_CLOSE = "do_not_contact = 0 AND lost_on IS NULL"
"""Whom anybody is to be reminded of."""


def born_on(uow: UnitOfWork, days: Iterable[date], whose: Condition = EVERYBODY) -> list[Customer]:
    """Who has a birthday on one of these days and may be wished one, among those of `whose`."""
    dates = sorted({(on.month, on.day) for on in days})
    if (2, 28) in dates or (3, 1) in dates:
        dates.append((2, 29))  # kept on one of them in most years
    places = ", ".join("(?, ?)" for _ in dates)
    return _customers(
        uow,
        f"(birth_month, birth_day) IN (VALUES {places}) AND wishes_ok = 1 AND {KEPT_CLOSE} AND {whose[0]}",
        (*(number for pair in dates for number in pair), *whose[1]),
    )


def since_on(uow: UnitOfWork, days: Iterable[date]) -> list[Customer]:
    """Who became a customer on the month and day of one of these, whatever the year."""
    dates = sorted({f"{on:%m-%d}" for on in days})
    if "02-28" in dates:
        dates.append("02-29")
    where, parameters = one_of("substr(since, 6)", dates)
    return _customers(uow, f"{where} AND {KEPT_CLOSE}", parameters)


def renewed_between(uow: UnitOfWork, first: date, last: date) -> list[Customer]:
    """Whose renewal was on one of these days."""
    return _customers(uow, f"renewal BETWEEN ? AND ? AND {KEPT_CLOSE}", (day_text(first), day_text(last)))


def _customers(uow: UnitOfWork, where: str, parameters: tuple[object, ...]) -> list[Customer]:
    rows = uow.rows(f"SELECT * FROM customers WHERE {where} AND removed_at IS NULL ORDER BY id", parameters)  # noqa: S608  # ours
    return read(uow, rows)
