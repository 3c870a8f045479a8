"""A playbook begun by hand, previewed, stopped and undone; by a line and from the card."""

import pytest

from bot.domain.customers import Customer
from tests.playbooks import days, runs, steps
from tests.team import ANA, BEN, GENERAL, Team, words

DAYS = ["2026-11-24", "2026-11-30", "2026-12-23"]


@pytest.mark.parametrize(
    "line",
    [
        "Dana Reyes: Welcome",
        "Dana Reyes: wel",
        "Dana Reyes Welcome",
        "dana@bluedoor.example: WELCOME",
        "Dana Reyes: welcome",
    ],
)
def test_a_line_begins_it_and_says_every_day(dana: Team, line: str) -> None:
    said = words(dana.command(BEN, "/customer", f"playbook {line}"))

    assert "*Begun*: Welcome with Dana Reyes, 3 steps." in said
    assert f"Mon 30 Nov · *Ask how the first week went* · <@{ANA}>" in said
    assert days(dana) == DAYS
    dana.click(BEN, "undo", dana.latest(BEN, GENERAL))
    assert days(dana) == []
    assert days(dana, "cancelled") == DAYS


def test_stopping_by_a_line_leaves_the_rest_undone_until_it_is_undone(dana: Team) -> None:
    dana.command(ANA, "/customer", "playbook Dana Reyes: Welcome")
    assert "is on its way with Dana Reyes already" in words(
        dana.command(BEN, "/customer", "playbook Dana Reyes: Welcome")
    )
    dana.command(ANA, "/customer", "playbook Dana Reyes: After a complaint")
    assert "Which one?" in words(dana.command(BEN, "/customer", "playbook Dana Reyes: stop"))

    assert "*Stopped*: Welcome. 3 steps" in words(dana.command(BEN, "/customer", "playbook Dana Reyes stop Welcome"))
    assert len(days(dana)) == 3
    stopped = dana.latest(BEN, GENERAL)
    assert "*Stopped*: After a complaint" in words(dana.command(BEN, "/customer", "playbook Dana Reyes stop"))
    assert "nothing to stop" in words(dana.command(BEN, "/customer", "playbook Dana Reyes: stop"))
    dana.click(BEN, "undo", stopped)
    assert days(dana) == DAYS


def test_from_the_card_it_is_previewed_first(dana: Team) -> None:
    dana.command(ANA, "/customer", "Dana Reyes")
    dana.click(ANA, "card_more", dana.latest(ANA, GENERAL))
    dana.click(ANA, "begin_playbook", dana.latest(ANA, GENERAL))
    dana.submit(ANA, playbook="1")
    preview = words(dana.form(ANA))
    assert "Mon 30 Nov · *Ask how the first week went*" in preview
    assert "Ask openly" in preview
    assert steps(dana) == []

    dana.submit(ANA)
    assert "*Begun*: Welcome with Dana Reyes" in words(dana.latest(ANA, GENERAL))
    assert days(dana) == DAYS


def test_what_cannot_begin_says_why_and_keeps_the_form(dana: Team) -> None:
    """No renewal to count from, a word that names none, nobody known: nothing is begun."""
    said = words(dana.command(ANA, "/customer", "playbook Dana Reyes: Before a renewal"))
    assert "Dana Reyes has none yet" in said
    dana.command(ANA, "/customer", "playbook Dana Reyes: Wlcome")
    form = words(dana.form(ANA))
    assert "There is: “Welcome”, “After a complaint”" in form
    assert "Dana Reyes: Wlcome" in form
    answer = dana.submit(ANA, playbook="3")
    assert "has none yet" in answer["errors"]["playbook"]
    assert "Somebody new" in words(dana.command(ANA, "/customer", "playbook Nobody Known: Welcome"))
    assert runs(dana) == []


def test_whoever_is_meant_is_asked_and_one_click_begins_it(dana: Team) -> None:
    dana.add_customer(Customer(0, "Dana Ruiz", owner=BEN))
    dana.command(ANA, "/customer", "playbook Dana: Welcome")
    asked = dana.latest(ANA, GENERAL)
    dana.click(ANA, "choose_customer", asked)

    assert runs(dana) == [("Welcome", "running", None)]


def test_a_step_for_today_that_no_digest_will_show_is_told_once(dana: Team) -> None:
    """Ben begins one of Ana's at ten: her digest of the day is out."""
    dana.write("UPDATE customers SET renewal = '2026-11-30'")
    dana.command(ANA, "/followup", "Dana Reyes: call back due:today")
    dana.advance(minutes=10)
    dana.command(BEN, "/customer", "playbook Dana Reyes: Before a renewal")
    dana.advance(minutes=3)

    told = [words(message) for message in dana.dm(ANA) if "This came up" in words(message)]
    assert len(told) == 1
    assert "Answer what is still open" in told[0]
    assert "Before a renewal, step 3 of 3" in told[0]
    assert "What would keep you from staying?" in told[0]
