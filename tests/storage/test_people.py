"""What is kept of people: since when they are known, and of whom Slack is to be asked next."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.customers import Customer
from bot.domain.people import ITSELF, Person
from storage import customers, people
from storage.database import UnitOfWork
from tests.engines import open_database
from tests.fake_clock import MONDAY_NINE as NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "t.db")
    with database.unit_of_work() as unit:
        yield unit
    database.close()


def meet(uow: UnitOfWork, person: str, hours: int) -> None:
    """Slack says who somebody is, so many hours from now."""
    people.save(uow, Person(person, person), NOW + hours * HOUR)


def test_somebody_is_known_since_they_were_first_met_however_often_slack_is_asked_again(uow: UnitOfWork) -> None:
    meet(uow, "U0BEN", 1)
    meet(uow, "U0BEN", 5)
    assert people.known_since(uow, "U0BEN") == NOW + HOUR


def test_the_team_is_known_since_the_first_of_all(uow: UnitOfWork) -> None:
    meet(uow, "U0BEN", 3)
    meet(uow, "U0ANA", 1)
    meet(uow, "U0CARA", 2)
    assert people.known_since(uow, None) == NOW + HOUR
    assert people.known_since(uow, "U0BEN") == NOW + 3 * HOUR


def test_who_was_known_before_that_was_noted_is_known_for_long_and_so_is_the_team(uow: UnitOfWork) -> None:
    meet(uow, "U0ANA", 1)
    meet(uow, "U0BEN", 2)
    uow.execute("UPDATE people SET known_since = NULL WHERE id = 'U0BEN'")
    assert people.known_since(uow, "U0BEN") is None
    assert people.known_since(uow, None) is None


def test_those_are_looked_up_first_of_whom_slack_was_asked_longest_ago(uow: UnitOfWork) -> None:
    for person, hours in (("U0ANA", 3), ("U0BEN", 1), ("U0CARA", 2), ("U0DEV", 9)):
        meet(uow, person, hours)
    assert people.to_look_up(uow, [], NOW + 4 * HOUR, NOW + 28 * HOUR, 2) == ["U0BEN", "U0CARA"]
    assert people.to_look_up(uow, [], NOW + 4 * HOUR, NOW + 28 * HOUR, 9) == ["U0BEN", "U0CARA", "U0ANA"]


def test_before_them_come_those_who_are_not_known_at_all(uow: UnitOfWork) -> None:
    meet(uow, "U0BEN", 1)
    customers.add(uow, Customer(0, "Dana Reyes", owner="U0FEI"), ITSELF.id, NOW)
    assert people.to_look_up(uow, ["U0ELI"], NOW + 4 * HOUR, NOW + 28 * HOUR, 9) == ["U0ELI", "U0FEI", "U0BEN"]
