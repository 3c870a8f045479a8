"""Brief me: from the card, from a line, and of whom nobody knows."""

import pytest

from bot.domain.customers import Customer
from tests.slack_dates import as_read
from tests.team import ANA, BEN, GENERAL, GUEST, Team, action_ids, words


def test_a_line_says_what_to_know_before_a_call(dana: Team) -> None:
    dana.command(BEN, "/complaint", "Dana Reyes: order never arrived, terrible via:phone on:yesterday")
    for detail in ("allergic to nuts", "wants to open a second shop about:goal", "dog called Biscuit", "likes rye"):
        dana.command(ANA, "/customer", f"remember Dana Reyes: {detail}")
    shown = as_read(words(dana.command(ANA, "/customer", "brief Dana Reyes")), dana.clock.now())
    lines = [line for line in shown.splitlines() if line.startswith("•")]

    assert "looked after by <@U0ANA>" in lines[0]
    assert "Mood low on the whole; last negative yesterday: “" in lines[1]
    assert ":rotating_light: " in lines[2]
    assert "<@U0BEN> spoke with them yesterday" in lines[3]
    assert lines[-1] == "• :warning: Health: allergic to nuts"
    assert len(lines) <= 10


def test_the_cards_button_briefs_and_leads_on_to_log_the_call(dana: Team) -> None:
    dana.command(ANA, "/customer", "Dana Reyes")
    dana.click(ANA, "brief_me", dana.latest(ANA, GENERAL))
    brief = dana.latest(ANA, GENERAL)
    assert "Before you call Dana Reyes" in words(brief)

    dana.click(ANA, "log_for_customer", brief)
    dana.submit(ANA, text="spoke about Biscuit")
    assert dana.rows("SELECT text FROM touchpoints") == [{"text": "spoke about Biscuit"}]


def test_in_a_modal_it_opens_over_the_card(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: hello")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Open customer")
    dana.click_in_form(ANA, "brief_me")

    assert dana.form(ANA)["title"]["text"] == "Before you call"


def test_who_is_meant_is_asked_and_one_click_briefs(dana: Team) -> None:
    dana.add_customer(Customer(0, "Dana Whitlock", do_not_contact=True))
    dana.command(ANA, "/customer", "brief Dana")
    asked = dana.latest(ANA, GENERAL)
    assert "Brief me on Dana Whitlock" in words(asked)

    dana.click(ANA, "brief_me", asked, "Brief me on Dana Whitlock")
    assert "• :no_entry: *Must not be contacted*" in words(dana.latest(ANA, GENERAL))


@pytest.mark.parametrize("typed", ["brief", "brief :", 'brief ""', "brief \u200b"])
def test_without_a_name_it_says_how_to_write_it(dana: Team, typed: str) -> None:
    assert "/customer brief Dana Reyes" in words(dana.command(ANA, "/customer", typed))


@pytest.mark.parametrize("typed", ["x" * 5_000, "<!channel> *_`", "' OR 1 --", "%", "🎈"])
def test_of_nobody_it_says_that_it_knows_nobody_like_it(dana: Team, typed: str) -> None:
    shown = words(dana.command(ANA, "/customer", f"brief {typed}"))

    assert "I don't know" in shown
    assert "<!channel>" not in shown


def test_a_guest_is_told_nothing(dana: Team) -> None:
    assert "members of this team only" in words(dana.command(GUEST, "/customer", "brief Dana Reyes"))


def test_lost_and_not_to_be_contacted_stand_on_top_of_the_card(dana: Team) -> None:
    dana.add_customer(Customer(0, "Zed Nine", do_not_contact=True, lost_reason="moved <!here>"))
    dana.write("UPDATE customers SET lost_on = '2026-11-02' WHERE name = 'Zed Nine'")
    card = dana.command(ANA, "/customer", "Zed Nine")

    assert card["blocks"][1]["text"]["text"] == (
        ":no_entry: *Must not be contacted*\n:door: *Lost* Mon 2 Nov: moved &lt;!here&gt;"
    )
    assert "log_for_customer" in action_ids(card)
