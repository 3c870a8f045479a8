"""Digests that come late, or came too late to be of use, and those of days before somebody came to Rapport."""

from datetime import time

import pytest

from bot.domain.customers import Customer
from storage import people
from tests.digests import TUESDAY, digests, ledger, plan
from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, TEAM_CHANNEL, Team


def test_late_ones_come_once_and_say_so(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.stop()
    dana.clock.set(TUESDAY.replace(hour=12, minute=7))
    dana.start()
    dana.advance(minutes=3)

    (text,) = digests(dana, ANA)
    assert "This should have come at" in text
    assert "09:00" in text
    assert ledger(dana, ANA)[-1] == ("2026-11-24", "late", "")
    assert ledger(dana, ANA, "follow-up")[-1][1] == "late"
    message = dana.dm(ANA)[-1]
    dana.click(ANA, "more", message, "More…")
    dana.click_in_form(ANA, "release")
    assert "This should have come at" in digests(dana, ANA)[0]


def test_a_late_digest_is_no_alarm(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.jump(TUESDAY.replace(hour=12))
    assert len(digests(dana, ANA)) == 1
    assert dana.rows("SELECT * FROM alarms") == []


def test_too_late_in_the_day_it_is_skipped_and_the_next_day_has_it_all(dana: Team) -> None:
    plan(dana, ANA, "send the menu")
    dana.jump(TUESDAY.replace(hour=20, minute=1))
    assert dana.dm(ANA) == []
    assert ledger(dana, ANA)[-1] == ("2026-11-24", "skipped", "too late to be of use: Rapport was not running")
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert "*overdue* since yesterday" in as_read(digests(dana, ANA)[0], dana.clock.now())


def test_a_newcomer_of_the_afternoon_gets_no_digest_of_the_morning(dana: Team) -> None:
    dana.jump(TUESDAY.replace(hour=15))
    plan(dana, CARA, "send the menu", "2026-11-24")
    dana.advance(minutes=2)
    assert dana.dm(CARA) == []
    dana.jump(TUESDAY.replace(day=25, hour=9))
    assert "*overdue* since yesterday" in as_read(digests(dana, CARA)[0], dana.clock.now())


@pytest.mark.parametrize("hour", [15, 19, 21])
def test_the_day_of_a_newcomer_is_accounted_for_however_late_they_come(dana: Team, hour: int) -> None:
    dana.jump(TUESDAY.replace(hour=hour))
    plan(dana, CARA, "send the menu", "2026-11-24")
    dana.advance(minutes=2)
    dana.jump(TUESDAY.replace(day=25, hour=9))
    days = [row for row in ledger(dana, CARA) if row[0] < "2026-11-25"]
    assert days == [("2026-11-24", "skipped", "not known to Rapport yet at that hour")]


def test_a_team_that_begins_in_the_afternoon_gets_no_list_of_the_morning(team: Team) -> None:
    team.clock.set(TUESDAY.replace(hour=15))
    team.add_customer(Customer(0, "Dana Reyes"))
    plan(team, ANA, "send the menu", "2026-11-24")
    with team.rapport.database.unit_of_work() as uow:
        uow.execute("UPDATE followups SET assignee = NULL, assigned_at = NULL")
    team.advance(minutes=2)
    assert team.sees(BEN, TEAM_CHANNEL) == []
    assert ledger(team, "team", "unclaimed")[-1][1:] == ("skipped", "not known to Rapport yet at that hour")
    team.jump(TUESDAY.replace(day=25, hour=9))
    assert len(team.sees(BEN, TEAM_CHANNEL)) == 1


@pytest.mark.parametrize(("minute", "state", "says"), [(30, "sent", False), (31, "late", True)])
def test_it_is_late_after_half_an_hour(dana: Team, minute: int, state: str, says: bool) -> None:  # noqa: FBT001  # a case
    plan(dana, ANA, "send the menu")
    dana.jump(TUESDAY.replace(hour=9, minute=minute))

    assert ledger(dana, ANA)[-1] == ("2026-11-24", state, "")
    assert ("This should have come at" in digests(dana, ANA)[0]) is says


@pytest.mark.parametrize(("at", "last", "late"), [((9, 0), (20, 0), (20, 1)), ((20, 0), (23, 59), None)])
def test_it_is_worth_sending_until_eight_or_all_day_for_who_gets_it_then(
    dana: Team, at: tuple[int, int], last: tuple[int, int], late: tuple[int, int] | None
) -> None:
    plan(dana, ANA, "send the menu")
    with dana.rapport.database.unit_of_work() as uow:
        people.choose_rhythm(uow, ANA, time(*at), frozenset(range(7)))
    dana.jump(TUESDAY.replace(hour=last[0], minute=last[1]))
    assert len(digests(dana, ANA)) == 1
    if late:
        dana.jump(TUESDAY.replace(day=25, hour=late[0], minute=late[1]))
        assert ledger(dana, ANA)[-1][1:] == ("skipped", "too late to be of use: Rapport was not running")
