"""Finding a customer in the database: exactly, or who may have been meant."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.customers import Customer
from storage import customers, search, typeahead
from storage.database import UnitOfWork
from tests.engines import open_database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
EVERYBODY = [
    Customer(0, "Dana Reyes", company="Blue Door Deli", emails=("dana@bluedoor.example",), phones=("+1 212-555-0123",)),
    Customer(0, "Danae Whitlock", company="Northlight Clinic"),
    Customer(0, "Zoë O'Brien", aliases=("Zed",)),
    Customer(0, "شركة الميناء"),
    Customer(0, "🎉 Party Co"),
    Customer(0, "<!channel>"),
    Customer(0, '""'),
]


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        for customer in EVERYBODY:
            customers.add(uow, customer, "U1", NOW)
        yield uow
    database.close()


def close(uow: UnitOfWork, typed: str) -> list[str]:
    return [candidate.customer.name for candidate in search.close(uow, typed)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dana reyes", "Dana Reyes"),
        ("DÁNA  REYES", "Dana Reyes"),
        ("Dana@BlueDoor.example", "Dana Reyes"),
        ("+1 (212) 555 0123", "Dana Reyes"),
        ("zoe obrien", "Zoë O'Brien"),
        ("zed", "Zoë O'Brien"),
        ("شركة الميناء", "شركة الميناء"),
        ("🎉 party co", "🎉 Party Co"),
        ("<!channel>", "<!channel>"),
        ('""', '""'),
    ],
)
def test_exact_match_by_name_alias_email_or_phone(uow: UnitOfWork, typed: str, name: str) -> None:
    assert [customer.name for customer in search.exact(uow, typed)] == [name]


@pytest.mark.parametrize("typed", ["", " ", "Dana", "\u200b", "x" * 10_000, '" OR "', "*", "dana@bluedoor"])
def test_nothing_less_than_all_of_it_is_exact(uow: UnitOfWork, typed: str) -> None:
    assert search.exact(uow, typed) == []


@pytest.mark.parametrize(
    "typed",
    ["Dana Reys", "Fana Reyes", "Dnaa Ryees", "Reyes Dana", "Reyes", "D Reyes", "Mrs Reyes", "Blue Door", "Bleu Dor",
     "dana@blue", "(555) 0123", "0212 555 0123"],
)  # fmt: skip  # one line a kind
def test_typos_first_names_companies_and_ends_of_phones_lead_to_the_customer(uow: UnitOfWork, typed: str) -> None:
    assert close(uow, typed)[:1] == ["Dana Reyes"]


def test_first_name_offers_everybody_whose_name_begins_like_it(uow: UnitOfWork) -> None:
    assert close(uow, "Dan") == ["Dana Reyes", "Danae Whitlock"]


def test_whole_word_comes_before_one_that_only_begins_alike(uow: UnitOfWork) -> None:
    customers.add(uow, Customer(0, "Dan Brown"), "U1", NOW)

    assert close(uow, "Dan")[0] == "Dan Brown"


def test_name_comes_before_a_company_of_the_same_word(uow: UnitOfWork) -> None:
    customers.add(uow, Customer(0, "Blue Lagoon"), "U1", NOW)

    assert close(uow, "Blue") == ["Blue Lagoon", "Dana Reyes"]


@pytest.mark.parametrize(
    "typed",
    ["", "Zo", "Joe", "Quentin", "🎈", "١٢٣", "x" * 10_000, "a " * 5_000, '" OR "a', "NEAR(", "*", "-", "1234567"],
)
def test_what_is_like_nobody_offers_nobody(uow: UnitOfWork, typed: str) -> None:
    assert "Dana Reyes" not in close(uow, typed)


def test_at_most_as_many_as_asked_for(uow: UnitOfWork) -> None:
    for number in range(400):
        customers.add(uow, Customer(0, f"Maria Costa {number}"), "U1", NOW)

    assert len(close(uow, "Maria")) == 5
    assert len(typeahead.suggestions(uow, "mar")) == 20
    assert close(uow, "Mario Costa 377")[0] == "Maria Costa 377"


def test_search_field_shows_who_begins_like_what_is_typed_then_who_may_be_meant(uow: UnitOfWork) -> None:
    assert [found.customer.name for found in typeahead.suggestions(uow, "da re")] == ["Dana Reyes"]
    assert [found.customer.name for found in typeahead.suggestions(uow, "reyse")] == ["Dana Reyes"]
    assert [found.customer.name for found in typeahead.suggestions(uow, "+12125550123")] == ["Dana Reyes"]


def test_search_field_is_empty_while_nobody_was_touched(uow: UnitOfWork) -> None:
    assert typeahead.suggestions(uow, "") == []


def test_removed_customer_is_found_no_more(uow: UnitOfWork) -> None:
    (dana,) = search.exact(uow, "Dana Reyes")
    customers.remove(uow, dana.id, NOW)

    assert search.exact(uow, "Dana Reyes") == []
    assert close(uow, "Dana Reys") == []
