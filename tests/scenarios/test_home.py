"""The Home tab and the shortcuts."""

from datetime import UTC, datetime

from bot.domain.customers import Birthday, Customer
from bot.sandbox.wire.faults import Fault
from tests.team import ANA, BEN, GENERAL, GUEST, Json, Team, action_ids, words


def test_home_shows_what_is_mine_and_welcomes_a_newcomer(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:today <@{BEN}>")

    home = _home(dana, BEN)
    assert "Three things to know" in words(home)
    assert "call back" in words(home)


def test_home_of_a_guest_holds_no_data(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")

    home = _home(dana, GUEST)
    assert "members of this team only" in words(home)
    assert "Dana" not in words(home)


def test_claim_on_home_moves_the_follow_up_to_mine(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: box was empty")
    _home(dana, BEN)

    dana.click_at_home(BEN, "claim")

    home = dana.sandbox.workspace.views.homes[BEN]
    assert "Nobody has these yet" not in words(home)
    assert dana.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]


def test_done_from_home_brings_home_up_to_date(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back due:today")
    _home(dana, ANA)

    dana.click_at_home(ANA, "done")

    assert "Nothing is due today" in words(_home_now(dana))
    assert "Done" in words(_home_now(dana))


def test_undo_of_what_was_done_at_home_stands_on_the_tab(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back due:today")
    _home(dana, ANA)
    dana.click_at_home(ANA, "done")
    dana.click_at_home(ANA, "undo")

    assert "*Undone*" in words(_home_now(dana))
    assert "done" in action_ids(_home_now(dana))
    assert "*Undone*" not in words(_home(dana, ANA))


def test_global_shortcut_opens_the_form(dana: Team) -> None:
    dana.sandbox.people.shortcut(user=ANA, callback_id="log_touchpoint")

    assert dana.form(ANA)["title"]["text"] == "Log a touchpoint"


def test_message_shortcut_fills_in_text_and_link(dana: Team) -> None:
    ts = dana.sandbox.people.message(channel=GENERAL, user=BEN, text="Dana's oven is broken & cold")["ts"]
    dana.sandbox.people.shortcut(user=ANA, callback_id="log_message_as_complaint", channel=GENERAL, ts=ts)

    assert "Dana's oven is broken & cold" in str(dana.form(ANA))
    dana.submit(ANA, customer="Dana Reyes")
    (stored,) = dana.rows("SELECT kind, text, link, source FROM touchpoints")
    assert (stored["kind"], stored["source"]) == ("complaint", "shortcut")
    assert ts.replace(".", "") in stored["link"]


def test_digest_comes_at_the_hour_one_chose(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:tomorrow")
    _home(dana, ANA)
    dana.click_at_home(ANA, "open_settings")
    dana.click_in_form(ANA, "open_my_digest")
    dana.submit(ANA, at="07:15", days=["1"])
    dana.advance(hours=22)  # Tuesday 07:00
    assert dana.dm(ANA) == []

    dana.advance(minutes=30, tick_s=900)
    assert "send the menu" in words(dana.dm(ANA)[-1])


def test_who_ticks_no_day_gets_no_digest(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: send the menu due:tomorrow")
    _home(dana, ANA)
    dana.click_at_home(ANA, "open_settings")
    dana.click_in_form(ANA, "open_my_digest")
    dana.submit(ANA, days=[])
    assert "You get no digest" in words(dana.form(ANA))
    dana.advance(hours=25)

    assert dana.dm(ANA) == []


def _home_now(team: Team) -> Json:
    """Ana's tab as it was last published; `_home` opens it anew."""
    return team.sandbox.workspace.views.homes[ANA]


def _home(team: Team, user: str) -> Json:
    home = team.sandbox.people.home(user=user)
    assert home is not None
    return home


def test_home_that_slack_refuses_is_shown_short_with_its_buttons(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("views.publish", error="view_too_large"))
    shown = dana.sandbox.people.home(user=ANA)

    assert shown
    assert "`/rapport home` and `/followup` show what is yours" in words(shown)
    assert "log_touchpoint_button" in action_ids(shown)


def test_a_birthday_to_be_wished_stands_there_once(team: Team) -> None:
    team.add_customer(Customer(0, "Jo Berg", birthday=Birthday(11, 23), owner=ANA))
    team.advance(minutes=1)
    assert words(_home(team, ANA)).count("Jo Berg") == 1


def test_what_is_due_on_the_weekend_is_todays_on_friday(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call on Saturday due:2026-11-28")
    assert "Next: :pushpin: *Dana Reyes*: call on Saturday · due Sat 28 Nov" in words(_home(dana, ANA))
    dana.clock.set(datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert "call on Saturday" in words(_home(dana, ANA))
