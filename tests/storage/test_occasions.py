"""Whom a digest is to name, as the database finds them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.domain.customers import Customer
from storage import customers, occasions
from storage.conditions import EVERYBODY
from tests.engines import open_database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


def test_the_quiet_are_found_however_many_different_cadences_there_are_the_longest_quiet_first(tmp_path: Path) -> None:
    database = open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        for cadence in range(1, 1096):
            last = TODAY - timedelta(days=cadence + cadence % 2)  # every second one is quiet since today
            customers.add(uow, Customer(0, f"Customer {cadence}", cadence_days=cadence, since=last), "U0ANA", NOW)
        found = occasions.quiet(uow, EVERYBODY, TODAY)

    assert [customer.cadence_days for customer, _ in found] == list(range(1095, 0, -2))
    assert found[0][1] == date(2023, 11, 23)
