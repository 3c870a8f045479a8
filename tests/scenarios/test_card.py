"""The customer card: what it shows, what its buttons open, and that it always fits."""

import pytest

from bot.domain.customers import Birthday, Customer
from tests.slack_dates import as_read
from tests.team import ANA, BEN, CARA, GENERAL, Team, words


def test_card_shows_who_they_are_and_what_happened(dana: Team) -> None:
    dana.command(ANA, "/customer", "edit Dana Reyes birthday:26-Nov renewal:2026-12-23 cadence:14 value:48200")
    dana.command(BEN, "/touchpoint", "Dana Reyes: lovely call, very happy via:phone on:yesterday")
    dana.command(ANA, "/rating", "Dana Reyes: 9/10, loved the tasting on:2026-11-20")
    dana.command(ANA, "/followup", "Dana Reyes: call back about the refund due:friday")
    card = as_read(words(dana.command(CARA, "/customer", "Dana Reyes")), dana.clock.now())

    for shown in (
        "26 November (in 3 days)", "Wed 23 Dec (in 30 days)", "<@U0BEN> spoke with them yesterday",
        "call back about the refund", "NPS 9", "lovely call, very happy", "Mood good on the whole; last positive",
    ):  # fmt: skip
        assert shown in card


def test_cards_follow_up_can_be_done_from_it(dana: Team) -> None:
    dana.command(ANA, "/followup", "Dana Reyes: call back due:friday")
    dana.command(BEN, "/customer", "Dana Reyes")
    dana.click(BEN, "done", dana.latest(BEN, GENERAL))

    assert dana.rows("SELECT status, closed_by FROM followups") == [{"status": "done", "closed_by": BEN}]


@pytest.mark.parametrize(
    ("button", "title"),
    [
        ("log_for_customer", "Touchpoint: Dana Reyes"),
        ("follow_up", "Follow-up: Dana Reyes"),
        ("edit_customer", "Edit customer"),
    ],
)
def test_cards_buttons_open_forms_for_this_customer(dana: Team, button: str, title: str) -> None:
    dana.command(ANA, "/customer", "Dana Reyes")
    dana.click(ANA, button, dana.latest(ANA, GENERAL))

    assert dana.form(ANA)["title"]["text"] == title
    assert "Dana Reyes" in str(dana.form(ANA)["blocks"])


def test_card_in_a_modal_leads_on_however_often(dana: Team) -> None:
    dana.command(ANA, "/touchpoint", "Dana Reyes: hello")
    dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Open customer")
    for _ in range(4):
        dana.click_in_form(ANA, "log_for_customer")
        dana.submit(ANA, text="hello again")
        dana.click(ANA, "more", dana.latest(ANA, GENERAL), "Open customer")

    assert "looked after by" in words(dana.form(ANA))
    assert len(dana.rows("SELECT * FROM touchpoints")) == 5


def test_card_of_a_customer_with_everything_fits_what_slack_takes(team: Team) -> None:
    """Long texts of signs that grow when escaped, in everything a card shows, as a message and as a modal."""
    name = "A" + "&" * 199
    team.add_customer(
        Customer(
            0, name, company="&" * 200, aliases=tuple(f"{'&' * 190}{number}" for number in range(10)),
            tags=tuple(f"{'&' * 38}{number}" for number in range(20)), birthday=Birthday(2, 29), owner=ANA,
        )
    )  # fmt: skip
    for number in range(20):
        team.command(ANA, "/touchpoint", f"{name}: {'&' * 9_900} {number}")
        team.command(ANA, "/customer", f"remember {name}: {'&' * 990} {number}")
        team.command(ANA, "/followup", f"{name}: {'&' * 290} {number} due:friday")
    card = team.command(ANA, "/customer", name)
    assert "Show all (20)" in words(card)
    assert "slackbot_error" not in str(team.latest(ANA, GENERAL))

    team.command(ANA, "/customer", "list")
    team.click(ANA, "open_customer", team.latest(ANA, GENERAL))
    assert words(team.form(ANA)).count("&amp;") > 100
