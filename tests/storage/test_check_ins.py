"""Who has not heard from us for longer than their cadence, as the database finds them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.customers import Customer, Tier
from storage import check_ins, customers
from tests.engines import open_database

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


def test_the_silent_are_found_however_many_different_cadences_there_are_the_longest_silent_first(
    tmp_path: Path,
) -> None:
    database = open_database(tmp_path / "T1.db")
    with database.unit_of_work() as uow:
        for cadence in range(1, 1096):
            last = TODAY - timedelta(days=cadence + cadence % 2)  # every second one is silent since today
            customers.add(uow, Customer(0, f"Customer {cadence}", cadence_days=cadence, since=last), "U0ANA", NOW)
        found = check_ins.silent(uow, {}, TODAY)

    assert [one.cadence for one in found] == list(range(1095, 0, -2))
    assert str(found[0].last) == "2023-11-23"


def test_their_own_cadence_comes_before_that_of_their_tier(tmp_path: Path) -> None:
    database, last = open_database(tmp_path / "T1.db"), TODAY - timedelta(days=31)
    with database.unit_of_work() as uow:
        for name, tier, cadence in (
            ("Vera", Tier.VIP, None),
            ("Viktor", Tier.VIP, 90),
            ("Greta", Tier.GOLD, None),
            ("Gus", Tier.GOLD, 14),
        ):
            customers.add(uow, Customer(0, name, tier=tier, cadence_days=cadence, since=last), "U0ANA", NOW)
        found = check_ins.silent(uow, {Tier.VIP: 30, Tier.GOLD: 60}, TODAY)

    assert [(one.tier, one.cadence) for one in found] == [(Tier.VIP, 30), (Tier.GOLD, 14)]
