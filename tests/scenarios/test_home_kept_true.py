"""The Home tab of whoever may have it open stays true while others work, and nobody asks for it."""

from datetime import UTC, datetime

import pytest

from bot.domain.customers import Birthday, Customer
from bot.sandbox.wire.faults import Fault
from tests.gate import turns
from tests.team import ANA, BEN, CARA, DEV, Json, Team, action_ids, words

SOON_S = 6


def _sees(team: Team, user: str = BEN) -> str:
    """What somebody's tab shows as it was last published."""
    return words(_tab(team, user))


def _tab(team: Team, user: str) -> Json:
    return team.sandbox.workspace.views.homes[user]


def _published(team: Team) -> int:
    return len(team.sandbox.traffic.entries(kind="api", name="views.publish"))


def _pass(team: Team, seconds: float = SOON_S) -> None:
    """So long nobody does anything, and no minute is full."""
    team.clock.advance(seconds)
    team.settle()


def test_an_alert_comes_and_goes_on_the_open_tab_of_others(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    _pass(dana)

    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    assert "Nobody has these yet" in _sees(dana)

    _pass(dana)
    dana.click(CARA, "claim", dana.alert())
    assert "Nobody has these yet" not in _sees(dana)


def test_many_changes_within_seconds_are_one_drawing(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    before = _published(dana)

    for number in range(4):
        dana.sandbox.people.command(
            channel="C0GENERAL", user=ANA, command="/complaint", text=f"Dana Reyes: box {number} was empty"
        )
    dana.settle()

    assert _published(dana) - before == 1
    assert "box 3" in _sees(dana)


def test_what_a_tab_does_not_show_draws_nothing(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    before = _published(dana)
    _pass(dana)

    dana.command(ANA, "/customer", "remember Dana Reyes: dog called Biscuit")
    dana.advance(minutes=1)

    assert _published(dana) == before


def test_in_a_quiet_minute_open_tabs_cost_one_statement_or_one_a_look_where_others_write_too(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    dana.advance(minutes=2)
    heard: list[str] = []
    dana.rapport.database.heard = heard.append

    dana.clock.advance(60)
    dana.rapport.tick()
    for _ in range(10):  # as its thread does, every few seconds
        dana.rapport.sender.take_turn()

    looked = 10 if dana.rapport.ownership.others_write else 1
    assert [sql.partition(" WHERE")[0] for sql in heard if "homes" in sql] == ["SELECT * FROM homes"] * looked


def test_at_midnight_what_is_due_tomorrow_is_due_today(dana: Team) -> None:
    dana.clock.set(datetime(2026, 11, 23, 23, 58, tzinfo=UTC))
    dana.command(ANA, "/followup", "Dana Reyes: call back due:tomorrow")
    dana.sandbox.people.home(user=ANA)
    assert "Nothing is due today" in _sees(dana, ANA)

    dana.advance(minutes=3)

    assert "Nothing is due today" not in _sees(dana, ANA)
    assert "done" in action_ids(_tab(dana, ANA))


def test_what_came_of_a_click_stays_on_top_while_others_work(dana: Team) -> None:
    dana.command(BEN, "/followup", "Dana Reyes: call back due:today")
    dana.sandbox.people.home(user=BEN)
    dana.click_at_home(BEN, "done")
    _pass(dana)

    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "Nobody has these yet" in _sees(dana)
    assert "undo" in action_ids(_tab(dana, BEN))


def test_the_filter_stays_while_others_work_and_for_some_hours(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    dana.click_at_home(BEN, "home_person", ANA)
    _pass(dana)

    dana.command(ANA, "/followup", "Dana Reyes: order flour due:today")
    dana.advance(minutes=1)
    assert "order flour" in _sees(dana)
    dana.click_at_home(BEN, "home_team")
    assert "The team's today" in words(dana.sandbox.people.home(user=BEN) or {})

    dana.clock.advance(5 * 3600)
    assert "Yours today" in words(dana.sandbox.people.home(user=BEN) or {})


def test_who_has_not_looked_for_hours_is_drawn_nothing(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    dana.clock.advance(5 * 3600)

    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "Nobody has these yet" not in _sees(dana)


def test_a_tab_that_slack_refuses_is_tried_a_few_times_and_no_more(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    before = _published(dana)
    dana.sandbox.faults.order(Fault("views.publish", error="not_found", times=99))

    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    dana.advance(minutes=10)

    assert 0 < _published(dana) - before <= 3
    assert dana.rows("SELECT person FROM homes") == []


def test_a_restart_forgets_nobody_who_looks(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    dana.stop()
    dana.start()
    _pass(dana)

    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    assert "Nobody has these yet" in _sees(dana)


def test_who_became_a_guest_is_shown_nothing_new_also_where_slacks_word_of_it_was_lost(dana: Team) -> None:
    dana.sandbox.people.home(user=BEN)
    _pass(dana)
    dana.rapport.deps.directory.looks.forget(BEN)
    turns(dana, BEN, is_restricted=True)

    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    assert "Nobody has these yet" not in _sees(dana)

    dana.advance(minutes=1)
    assert "members of this team only" in _sees(dana)


def test_whoever_is_forgotten_goes_from_open_tabs(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    dana.sandbox.people.home(user=BEN)
    assert "*Dana Reyes*" in _sees(dana)
    _pass(dana)

    dana.command(DEV, "/customer", "forget Dana Reyes")
    dana.submit(DEV, name="Dana Reyes")
    dana.advance(minutes=1)

    assert "*Dana Reyes*" not in _sees(dana)


@pytest.mark.parametrize("person", [ANA, CARA])
def test_wishes_can_be_drafted_before_the_birthday_by_whoever_sees_it(team: Team, person: str) -> None:
    team.add_customer(Customer(0, "Jo Berg", birthday=Birthday(11, 26), owner=ANA))
    tab = words(team.sandbox.people.home(user=person) or {})
    assert f"*Jo Berg* · Thu 26 Nov · <@{ANA}>" in tab

    team.click_at_home(person, "draft_wishes")
    assert "Jo" in words(team.form(person))
    team.submit(person)

    assert "wished" in _sees(team, person)
    assert team.rows("SELECT status, assignee, created_by FROM followups") == [
        {"status": "done", "assignee": ANA, "created_by": "rapport"}
    ]


def test_what_is_behind_the_first_few_is_one_click_away_for_each_filter(dana: Team) -> None:
    for number in range(7):
        dana.command(ANA, "/followup", f"Dana Reyes: order flour {number} due:today")
    dana.sandbox.people.home(user=BEN)
    for chosen, value in (("home_team", None), ("home_person", ANA)):
        dana.click_at_home(BEN, chosen, value)
        assert "Show all (7)" in _sees(dana)

        dana.click_at_home(BEN, "show_page")
        assert "order flour 6" in words(dana.form(BEN))
        dana.click_in_form(BEN, "done")
        assert "Show all (7)" not in _sees(dana)
        dana.click_in_form(BEN, "undo")


def test_before_the_first_customer_there_is_one_thing_to_do(team: Team) -> None:
    tab = team.sandbox.people.home(user=DEV) or {}
    assert "no customers yet" in words(tab)
    assert {"add_customer", "import_customers"} <= set(action_ids(tab))

    team.click_at_home(DEV, "add_customer")
    team.submit(DEV, name="Dana Reyes")

    assert "no customers yet" not in _sees(team, DEV)
