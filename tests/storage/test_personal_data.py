"""The registry of what each table holds of a customer: no table can be forgotten by access or erasure."""

import re
from pathlib import Path

import pytest

from storage import personal_data
from storage.database import Database, UnitOfWork
from storage.personal_data import HELD, NOTHING
from tests import engines

OF_THE_ENGINE = re.compile(
    r"sqlite_.*|_sqlite_migrations|passages_fts|.*_fts_(data|idx|content|docsize|config)|migrations|lease|counting_labels"
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return engines.open_database(tmp_path / "T0HARBOUR.db")


def test_every_table_of_the_schema_stands_in_the_registry_once(database: Database) -> None:
    with database.reading() as uow:
        tables = {name for name in engines.tables(uow) if not OF_THE_ENGINE.fullmatch(name)}

    assert tables == {held.table for held in HELD} | set(NOTHING)
    assert {held.table for held in HELD} & set(NOTHING) == set()


def test_every_table_with_the_id_of_a_customer_is_one_that_holds_something_of_them(database: Database) -> None:
    with database.reading() as uow:
        tables = [name for name in engines.tables(uow) if not OF_THE_ENGINE.fullmatch(name)]
        holding = {name for name in tables if "customer_id" in columns(uow, name)}

    assert holding - {"customers_fts"} <= {held.table for held in HELD}


def columns(uow: UnitOfWork, table: str) -> list[str]:
    cursor = uow.execute(f"SELECT * FROM {table} WHERE 1 = 0")  # noqa: S608  # its own
    return [column[0] for column in cursor.description]


@pytest.mark.parametrize("held", HELD, ids=[held.table for held in HELD])
def test_rows_of_somebody_are_found_in_every_table(database: Database, held: personal_data.Held) -> None:
    """Each condition is one that both engines understand."""
    with database.reading() as uow:
        assert (
            personal_data.rows_of(uow, held, personal_data.Whose((1, 2), ("Dana", "100%", "a_b", "Zoë & Söhne"))) == []
        )


def test_what_refers_to_others_goes_before_them() -> None:
    order = [held.table for held in HELD if held.erased == personal_data.DELETED]

    assert order.index("followups") < order.index("touchpoints") < order.index("customers")
