"""Merging leaves out no table that holds what is a customer's."""

from storage.database import UnitOfWork
from storage.merges import MOVED
from tests import engines
from tests.team import Team

OF_THE_RECORD = {"customer_keys", "customer_tags", "customer_values", "customers_fts", "forgotten_customers", "looks"}
"""Tables that storage/customers.py writes anew for whoever stays; and what is of who looked, or of who is forgotten."""


COUNTED = {"customer_health", "health_weeks", "churn_risks"}
"""Tables of what is counted anew from what was moved."""


def has_customers_id(uow: UnitOfWork, table: str) -> bool:
    described = uow.execute(f'SELECT * FROM "{table}" WHERE 1 = 0').description  # noqa: S608  # a table of ours
    return "customer_id" in {column[0] for column in described}


def test_everything_that_is_a_customers_is_moved(team: Team) -> None:
    """A table with a customer's id that storage/merges.py does not know would lose what is in it."""
    with team.rapport.database.reading() as uow:
        having = {table for table in engines.tables(uow) if has_customers_id(uow, table)}

    assert having - OF_THE_RECORD - COUNTED == {table for table, column in MOVED if column == "customer_id"}
