"""A week of digests for three people in three zones: each day once, whatever happens in between."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.customers import Customer
from tests.digests import digests, ledger
from tests.team import ANA, BEN, FEI, Team

NINE = {FEI: (3, 30), ANA: (9, 0), BEN: (14, 0)}
"""When it is nine where they are, in UTC."""


def day_by_day(team: Team, *days: int) -> None:
    """Each nine o'clock of these days of November, as it comes around the world."""
    for day in days:
        for hour, minute in sorted(NINE.values()):
            team.jump(datetime(2026, 11, day, hour, minute, tzinfo=UTC))


def test_a_week_of_three_people_with_a_touch_a_move_and_a_weekend_without_rapport(dana: Team) -> None:
    for person, name in ((ANA, "Anneke"), (BEN, "Bram"), (FEI, "Femke")):
        dana.add_customer(Customer(0, name, owner=person, cadence_days=14, since=date(2026, 11, 9)), added_by=person)
    dana.add_customer(Customer(0, "Rita", owner=BEN, renewal=date(2026, 11, 25) + timedelta(days=30)))
    day_by_day(dana, 24)
    assert [digests(dana, person)[0].count("Check in") for person in NINE] == [1, 1, 1]
    dana.command(BEN, "/touchpoint", "Anneke: nice call via:phone")
    assert f"<@{BEN}> spoke with them" in digests(dana, ANA)[0], "who is about to call sees it in the same message"
    day_by_day(dana, 25)
    assert len(digests(dana, ANA)) == 1, "nothing is left to do, so nothing comes"
    assert "Rita*: Renewal · Fri 25 Dec, in 30 days" in digests(dana, BEN)[1]
    assert [len(digests(dana, person)) for person in (BEN, FEI)] == [2, 2]
    dana.sandbox.people.change_user({"id": FEI, "tz": "America/New_York"})
    day_by_day(dana, 26)
    assert "Rita" not in digests(dana, BEN)[2], "it rests until its next stage"
    dana.jump(datetime(2026, 11, 30, 20, tzinfo=UTC))  # Rapport was down from Thursday evening to Monday
    dana.advance(minutes=15, tick_s=900)
    for person in NINE:
        days = [day for day, _, _ in ledger(dana, person)]
        assert days == [f"2026-11-{day}" for day in (23, 24, 25, 26, 27, 30)][-len(days) :]
        assert len(days) == len(set(days))
    assert [state for day, state, _ in ledger(dana, BEN) if day in {"2026-11-27", "2026-11-30"}] == ["skipped", "late"]
