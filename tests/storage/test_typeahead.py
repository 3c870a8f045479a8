"""The search field: what is typed so far, and who comes up first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.domain.customers import Customer
from bot.domain.mood import Mood
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from storage import customers, touchpoints, typeahead
from storage.database import UnitOfWork
from tests.engines import open_database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EVERYBODY = [
    Customer(0, "Dana Reyes", company="Blue Door Deli", emails=("dana@bluedoor.example",), phones=("+1 212-555-0123",)),
    Customer(0, "Danae Whitlock", company="Northlight Clinic", tags=("wholesale", "closed early")),
    Customer(0, "Zoë O'Brien", aliases=("Zed",), phones=("+44 20 7946 0123",)),
    Customer(0, "Dan Archer", tags=("vip",)),
    Customer(0, "شركة الميناء"),
]


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        for customer in EVERYBODY:
            customers.add(uow, customer, "U1", NOW)
        yield uow
    database.close()


def names(uow: UnitOfWork, typed: str, asker: str = "") -> list[str]:
    return [one.customer.name for one in typeahead.suggestions(uow, typed, asker)]


def touch(uow: UnitOfWork, name: str, on: date) -> None:
    [row] = uow.rows("SELECT id FROM customers WHERE name = ?", (name,))
    mood = Mood(None, "unscored", (), "")
    touchpoints.add(uow, Touchpoint(0, TouchpointKind.TOUCHPOINT, row["id"], on, "phone", "", mood, "U1", NOW, "form"))


def give(uow: UnitOfWork, name: str, owner: str, *, backup: bool = False) -> None:
    column = "backup_owner" if backup else "owner"
    uow.execute(f"UPDATE customers SET {column} = ? WHERE name = ?", (owner, name))  # noqa: S608  # one of two


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dana reyes", "Dana Reyes"), ("da re", "Dana Reyes"), ("d r", "Dana Reyes"), ("r", "Dana Reyes"),
        ("ZED", "Zoë O'Brien"), ("zoe", "Zoë O'Brien"), ("obr", "Zoë O'Brien"), ("blue do", "Dana Reyes"),
        ("@bluedoor", "Dana Reyes"), ("@blue", "Dana Reyes"), ("dana@blue", "Dana Reyes"), ("شركة", "شركة الميناء"),
        ("+1 212", "Dana Reyes"), ("+1212555", "Dana Reyes"), ("5550123", "Dana Reyes"), ("555-01", "Dana Reyes"),
        ("79460123", "Zoë O'Brien"), ("#whole", "Danae Whitlock"), ("#VIP", "Dan Archer"),
        ("#closed e", "Danae Whitlock"),
        ("wholesale", "Danae Whitlock"),
        ("reyse", "Dana Reyes"), ("whitlokc", "Danae Whitlock"), ("Reyés", "Dana Reyes"),
    ],
)  # fmt: skip
def test_whatever_is_begun_leads_to_the_customer(uow: UnitOfWork, typed: str, name: str) -> None:
    assert names(uow, typed)[:1] == [name]


def test_the_last_digits_of_a_phone_bring_up_everybody_who_has_them(uow: UnitOfWork) -> None:
    assert sorted(names(uow, "0123")) == ["Dana Reyes", "Zoë O'Brien"]


@pytest.mark.parametrize(
    "typed", ["#", "##", "@", "+", "%", "_", "' OR 1", '"', "*", "x" * 10_000, "9999", "#none", "🎈"]
)
def test_what_begins_nothing_brings_up_nobody(uow: UnitOfWork, typed: str) -> None:
    assert names(uow, typed) == []


def test_an_exact_name_comes_first_then_ones_own_then_who_was_touched_last(uow: UnitOfWork) -> None:
    for name in ("Dan", "Daniel Own", "Danila Covered"):
        customers.add(uow, Customer(0, name), "U1", NOW)
    give(uow, "Daniel Own", "U9")
    give(uow, "Danila Covered", "U9", backup=True)
    touch(uow, "Danae Whitlock", date(2026, 11, 1))
    touch(uow, "Dana Reyes", date(2026, 11, 20))

    assert names(uow, "dan", "U9") == [
        "Dan", "Daniel Own", "Danila Covered", "Dana Reyes", "Danae Whitlock", "Dan Archer"
    ]  # fmt: skip
    assert names(uow, "dan")[:3] == ["Dan", "Dana Reyes", "Danae Whitlock"]


def test_ones_own_and_who_was_touched_lately_come_up_among_thousands_that_begin_so(uow: UnitOfWork) -> None:
    many = [replace(EVERYBODY[4], name=f"Maria Costa {number}") for number in range(3_000)]
    customers.add_all(uow, [*many, Customer(0, "Marta Own", owner="U9"), Customer(0, "Marlo Lately")], "U1", NOW)
    touch(uow, "Marlo Lately", date(2026, 11, 20))

    assert names(uow, "mar", "U9")[:2] == ["Marta Own", "Marlo Lately"]
    assert len(names(uow, "mar")) == 20


def test_with_nothing_typed_those_come_up_who_were_touched_last(uow: UnitOfWork) -> None:
    assert names(uow, "") == []
    for name in ("Dana Reyes", "Zoë O'Brien", "Dana Reyes", "Dan Archer"):
        touch(uow, name, date(2026, 11, 20))

    assert names(uow, "") == ["Dan Archer", "Dana Reyes", "Zoë O'Brien"]


def test_who_was_removed_comes_up_no_more(uow: UnitOfWork) -> None:
    touch(uow, "Dana Reyes", date(2026, 11, 20))
    [row] = uow.rows("SELECT id FROM customers WHERE name = 'Dana Reyes'")
    customers.remove(uow, row["id"], NOW)

    for typed in ("", "dana reyes", "da re", "5550123", "@bluedoor"):
        assert "Dana Reyes" not in names(uow, typed)
