"""What comes of a complaint that was put right and is not: said beside the next bad news, and kept in order."""

import pytest

from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, GENERAL, Team, action_ids, words


@pytest.fixture
def resolved(dana: Team) -> Team:
    """A complaint of Dana's that Ben put right with a voucher of 34 euros."""
    dana.choose(DEV, currency="EUR")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    for person in (ANA, BEN, CARA):
        dana.rapport.deps.person(person)
    dana.click(BEN, "acknowledge", dana.alert())
    dana.click(BEN, "done", dana.alert())
    dana.submit(BEN, resolution="Sent a new box", compensation="A voucher", amount="34")
    return dana


def shown(team: Team) -> list[str]:
    """What stands in the feedback channel now, the oldest first."""
    return [words(one) for one in team.sees(ANA, FEEDBACK) if not one.get("is_ephemeral") and "blocks" in one]


def test_who_put_it_right_is_told_when_they_are_to_ask_and_so_is_who_opens_the_card(dana: Team) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.command(BEN, "/followup", "unclaimed")
    dana.click(BEN, "claim", dana.latest(BEN, GENERAL))
    dana.command(BEN, "/followup", "mine")
    dana.click(BEN, "done", dana.latest(BEN, GENERAL))
    dana.submit(BEN, resolution="Sent a new box")

    assert "You are reminded Thu 26 Nov to ask whether they are satisfied" in words(dana.latest(BEN, GENERAL))
    assert f"<@{BEN}> asks Thu 26 Nov" in words(dana.command(ANA, "/customer", "Dana Reyes"))


def test_bad_news_soon_after_names_the_complaint_that_was_put_right_and_opens_it_again(resolved: Team) -> None:
    resolved.command(ANA, "/rating", "Dana Reyes: 2/10 still upset, refund never arrived")
    confirmation = resolved.latest(ANA, GENERAL)
    for said in (words(confirmation), shown(resolved)[-1]):
        assert "Is it the same matter? Their complaint was put right" in said
        assert "Sent a new box · A voucher, €34" in said
    resolved.click(ANA, "reopen", confirmation)
    resolved.submit(ANA, why="The refund never arrived")

    first, rating = shown(resolved)
    assert "opened again once" in first
    assert "Put right before" in first
    assert "same matter" not in rating
    resolved.command(ANA, "/rapport", "undo")
    resolved.click(ANA, "undo", resolved.latest(ANA, GENERAL))
    assert "same matter" in shown(resolved)[-1]


def test_a_while_later_and_of_somebody_else_it_is_another_matter(resolved: Team) -> None:
    resolved.command(ANA, "/customer", "add Amy March")
    resolved.command(ANA, "/rating", "Amy March: 2/10 the soup was cold")
    assert "same matter" not in shown(resolved)[-1]
    resolved.advance(days=15, tick_s=21_600)
    resolved.command(ANA, "/rating", "Dana Reyes: 2/10 the soup was cold")
    assert "same matter" not in shown(resolved)[-1]


def test_what_was_done_each_time_stays_in_order_and_what_was_given_counts_once(resolved: Team) -> None:
    resolved.click(ANA, "reopen", resolved.alert())
    resolved.submit(ANA, why="The box was empty")
    assert "Put right before" in words(resolved.alert())
    assert "done" in action_ids(resolved.alert())
    resolved.click(BEN, "done", resolved.alert())
    form = words(resolved.form(BEN))
    assert "Put right before" in form
    assert "A voucher, €34" in form
    resolved.submit(BEN, resolution="Brought one myself")

    said = words(resolved.alert())
    assert said.index("Brought one myself") < said.index("Put right before") < said.index("Sent a new box")
    assert "A voucher, €34" in said
    assert [row["amount"] for row in resolved.rows("SELECT amount FROM resolutions ORDER BY id")] == [3400, None]


def test_an_alert_counts_what_is_open_of_others_of_the_same_company(team: Team) -> None:
    for line in ("Quay Nine Hotel kind:company", 'Tomas Lind company:"quay nine hotel"', "Amy March"):
        team.command(ANA, "/customer", f"add {line}")
    for line in ("Tomas Lind: breakfast never came", "Amy March: cold soup", "Quay Nine Hotel: wrong invoice"):
        team.command(ANA, "/complaint", line)
    tomas, amy, hotel = shown(team)

    assert "1 more open complaint* from Quay Nine Hotel" in hotel
    assert "Tomas" not in hotel
    assert "more open" not in tomas + amy
