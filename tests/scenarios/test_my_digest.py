"""Somebody's own digest: its hour, days and zone, and what is left out of it."""

from datetime import date, timedelta

from bot.domain.customers import Birthday, Customer
from tests.digests import TUESDAY, digests, plan
from tests.team import ANA, BEN, TEAM_CHANNEL, Team, words

ALL = ["birthdays", "renewals", "check-ins", "unclaimed"]


def choose(team: Team, **chosen: object) -> None:
    team.sandbox.people.home(user=ANA)
    team.click_at_home(ANA, "open_settings")
    team.click_in_form(ANA, "open_my_digest")
    team.submit(ANA, **chosen)


def test_what_is_not_ticked_is_not_in_it_and_stays_in_the_lists(dana: Team) -> None:
    day = TUESDAY.date()
    dana.add_customer(Customer(0, "Rita Renew", owner=ANA, renewal=day + timedelta(days=30)))
    dana.add_customer(Customer(0, "Quinn Quiet", owner=ANA, cadence_days=14, since=date(2026, 11, 9)))
    dana.add_customer(Customer(0, "Bea Soon", owner=ANA, birthday=Birthday(11, 27)))
    dana.command(BEN, "/complaint", "Dana Reyes: the box was empty")
    plan(dana, ANA, "send the menu", "2026-11-24")
    choose(dana, contents=[])
    dana.jump(TUESDAY.replace(hour=9))

    (text,) = digests(dana, ANA)
    assert "send the menu" in text
    assert not {"Rita", "Quinn", "Bea", "empty"} & set(text.replace("*", " ").split())
    assert "Rita Renew" in words(dana.command(ANA, "/followup", "mine"))
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert "box was empty" in words(dana.sees(BEN, TEAM_CHANNEL)[-1]), "of which nobody else is reminded"
    choose(dana, contents=ALL)
    dana.jump(TUESDAY.replace(day=26, hour=9))
    assert {"Quinn", "Bea"} <= set(digests(dana, ANA)[-1].replace("*", " ").split())


def test_in_another_zone_than_slacks_it_comes_at_their_hour_there_and_counts_their_days(dana: Team) -> None:
    plan(dana, ANA, "send the menu", "2026-11-25")
    choose(dana, timezone="Asia/Tokyo", contents=ALL)
    assert dana.rows("SELECT digest_tz FROM people WHERE id = ?", ANA) == [{"digest_tz": "Asia/Tokyo"}]
    dana.jump(TUESDAY.replace(hour=23, minute=59))
    assert digests(dana, ANA) == []
    dana.jump(TUESDAY.replace(day=25, hour=0))
    assert "Your day, Wednesday 25 November" in digests(dana, ANA)[0]
    choose(dana, timezone="", contents=ALL)
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert len(digests(dana, ANA)) == 1, "one for each day, wherever they are"


def test_it_is_undone_from_its_confirmation(dana: Team) -> None:
    choose(dana, at="07:15", days=["1"], contents=["birthdays"])
    kept = "SELECT digest_at, digest_days, digest_without FROM people WHERE id = ?"
    assert dana.rows(kept, ANA) == [
        {"digest_at": "07:15", "digest_days": "1", "digest_without": "check-ins,renewals,unclaimed"}
    ]
    dana.click_in_form(ANA, "undo")
    assert dana.rows(kept, ANA) == [{"digest_at": None, "digest_days": None, "digest_without": ""}]
