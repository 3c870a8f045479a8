"""Customers as the database keeps them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.domain.customers import Birthday, Customer, Detail, DetailCategory, Kind, Stage, Tier
from bot.domain.segment import EVERYBODY
from storage import customers, details, segments
from storage.database import UnitOfWork
from tests.engines import open_database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FULL = Customer(
    0,
    "Dana Reyes",
    kind=Kind.COMPANY,
    company="Blue Door Deli",
    aliases=("Dee", "Danita"),
    emails=("dana@bluedoor.example", "d@x.example"),
    phones=("+1 212-555-0123",),
    channel="phone",
    timezone="Europe/Lisbon",
    language="pt",
    birthday=Birthday(2, 29, 1984),
    stage=Stage.RETENTION,
    tier=Tier.VIP,
    tags=("press", "wholesale"),
    owner="U0ANA",
    backup_owner="U0BEN",
    since=date(2020, 1, 2),
    renewal=date(2027, 3, 4),
    lifetime_value=48_200,
    cadence_days=30,
    wishes_ok=False,
    email_ok=False,
    do_not_contact=True,
)


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        yield uow
    database.close()


@pytest.mark.parametrize("customer", [FULL, Customer(0, "Zoe"), Customer(0, "مرحبا 🎉 <!channel>")])
def test_customer_comes_back_as_stored(uow: UnitOfWork, customer: Customer) -> None:
    stored = customers.add(uow, customer, "U0ANA", NOW)

    assert customers.get(uow, stored) == replace(customer, id=stored)


def test_snapshot_gives_the_same_customer_again() -> None:
    assert customers.from_snapshot(customers.snapshot(FULL)) == FULL


def test_update_stores_every_field(uow: UnitOfWork) -> None:
    stored = customers.add(uow, Customer(0, "Zoe"), "U0ANA", NOW)
    customers.update(uow, replace(FULL, id=stored))

    assert customers.get(uow, stored) == replace(FULL, id=stored)


def test_words_that_nobody_has_any_more_are_forgotten(uow: UnitOfWork) -> None:
    first = customers.add(uow, Customer(0, "Dana Reyes"), "U0ANA", NOW)
    customers.add(uow, Customer(0, "Dana Miller"), "U0ANA", NOW)
    customers.remove(uow, first, NOW)

    assert [row["word"] for row in uow.rows("SELECT word FROM customer_words ORDER BY word")] == ["dana", "miller"]


def test_details_are_the_latest_first_until_taken_back(uow: UnitOfWork) -> None:
    stored = customers.add(uow, Customer(0, "Zoe"), "U0ANA", NOW)
    for text in ("dog called Biscuit", "two kids"):
        detail = details.add(uow, Detail(0, stored, DetailCategory.OTHER, text, "U0ANA", NOW))
    assert [one.text for one in details.of_customer(uow, stored)] == ["two kids", "dog called Biscuit"]

    details.set_removed(uow, detail, NOW)
    assert [one.text for one in details.of_customer(uow, stored)] == ["dog called Biscuit"]


def listed(uow: UnitOfWork) -> list[str]:
    return [customer.name for customer in segments.page(uow, EVERYBODY, NOW.date())]


def test_customers_are_listed_by_their_folded_names(uow: UnitOfWork) -> None:
    for name in ("zoë", "Émile", "Zed", "adam", "Eve", "Ørsted"):
        customers.add(uow, Customer(0, name), "U0ANA", NOW)

    assert listed(uow) == ["adam", "Émile", "Eve", "Ørsted", "Zed", "zoë"]


def test_a_new_name_is_listed_at_its_new_place(uow: UnitOfWork) -> None:
    first = customers.add(uow, Customer(0, "Abel"), "U0ANA", NOW)
    customers.add(uow, Customer(0, "Bea"), "U0ANA", NOW)
    customers.update(uow, Customer(first, "Carl"))

    assert listed(uow) == ["Bea", "Carl"]


def test_many_are_read_at_once_each_with_what_is_theirs_and_without_the_removed(uow: UnitOfWork) -> None:
    ids = [
        customers.add(uow, Customer(0, f"N {n}", aliases=(f"A {n}",), tags=(f"t{n}",)), "U0ANA", NOW) for n in range(9)
    ]
    customers.remove(uow, ids[4], NOW)

    found = customers.by_id(uow, [*ids, *ids, 999])

    assert {one: (found[one].aliases, found[one].tags) for one in found} == {
        one: ((f"A {n}",), (f"t{n}",)) for n, one in enumerate(ids) if n != 4
    }
    assert customers.by_id(uow, []) == {}
