"""Complaints of one customer within minutes are offered as one: all words in one alert, one deadline, undoable."""

import pytest

from bot.domain.customers import Customer
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Json, Team, action_ids, words


@pytest.fixture
def three(dana: Team) -> Team:
    """Three complaints of Dana's within six minutes, by three people."""
    for person, text in (
        (ANA, "order never arrived"),
        (BEN, "nobody calls her back severity:high"),
        (CARA, "driver rude"),
    ):
        dana.command(person, "/complaint", f"Dana Reyes: {text}")
        dana.clock.advance(180)
    return dana


def alerts(team: Team) -> list[Json]:
    """What everybody sees in the feedback channel."""
    return [message for message in team.sees(ANA, FEEDBACK) if not message.get("is_ephemeral")]


def put_together(team: Team, person: str) -> None:
    """One click on one's own confirmation."""
    team.click(
        person, "put_together", [one for one in team.sees(person, GENERAL) if "put_together" in action_ids(one)][-1]
    )


def test_second_and_third_are_offered_to_be_put_together_the_first_is_not(three: Team) -> None:
    asked = [words(three.latest(person, GENERAL)) for person in (ANA, BEN, CARA)]

    assert ["Is it the same matter" in one for one in asked] == [False, True, True]
    assert len(alerts(three)) == 3


def test_one_alert_holds_all_the_words_the_earliest_deadline_and_the_highest_severity(three: Team) -> None:
    deadlines = [row["deadline"] for row in three.rows("SELECT deadline FROM followups ORDER BY id")]
    put_together(three, BEN)
    put_together(three, CARA)
    first, second, third = (words(one) for one in alerts(three))

    assert all(text in first for text in ("order never arrived", "nobody calls her back", "driver rude"))
    assert "Complaint (high)" in first
    assert all("Put together with the complaint of Dana Reyes above" in one for one in (second, third))
    assert not action_ids(alerts(three)[1])
    (open_one,) = three.rows("SELECT id, deadline FROM followups WHERE status = 'open'")
    assert (open_one["id"], open_one["deadline"]) == (1, min(deadlines))


def test_it_is_undone_in_one_click(three: Team) -> None:
    stored = "SELECT status, deadline, due, severity, assignee, joined_to FROM followups ORDER BY id"
    before = three.rows(stored)
    put_together(three, BEN)
    three.click(BEN, "undo", three.latest(BEN, GENERAL))

    assert three.rows(stored) == before
    assert "nobody calls her back" in words(alerts(three)[1])
    assert "nobody calls her back" not in words(alerts(three)[0])


def test_whoever_claimed_the_second_has_the_whole(three: Team) -> None:
    three.click(ANA, "claim", alerts(three)[1])
    put_together(three, BEN)

    assert f"*Claimed* by <@{ANA}>" in words(alerts(three)[0])


def test_two_that_two_people_have_stay_apart(three: Team) -> None:
    three.click(ANA, "claim", alerts(three)[0])
    three.click(CARA, "claim", alerts(three)[1])
    put_together(three, BEN)

    assert "so they stay apart" in three.told(BEN, GENERAL)
    assert len(three.rows("SELECT 1 FROM followups WHERE status = 'open'")) == 3


def test_done_of_the_one_is_done_of_all(three: Team) -> None:
    put_together(three, BEN)
    put_together(three, CARA)
    three.click(ANA, "claim", alerts(three)[0])
    three.click(ANA, "done", alerts(three)[0])
    three.submit(ANA, resolution="Sent again, called her")

    assert three.rows("SELECT 1 FROM followups WHERE status = 'open'") == []
    assert "none" in words(three.command(ANA, "/followup", "Dana Reyes"))


def test_words_of_what_is_taken_back_leave_the_alert_and_the_others_stay(three: Team) -> None:
    second = three.latest(BEN, GENERAL)
    put_together(three, BEN)
    put_together(three, CARA)
    three.click(BEN, "undo", second)

    assert "nobody calls her back" not in words(alerts(three)[0])
    assert "driver rude" in words(alerts(three)[0])


def test_when_the_first_is_taken_back_the_others_are_complaints_again(three: Team) -> None:
    first = three.latest(ANA, GENERAL)
    put_together(three, BEN)
    three.click(ANA, "undo", first)

    assert "*Withdrawn*" in words(alerts(three)[0])
    assert "nobody calls her back" in words(alerts(three)[1])
    assert "claim" in action_ids(alerts(three)[1])
    assert len(three.rows("SELECT 1 FROM followups WHERE status = 'open'")) == 2


def test_first_that_was_closed_meanwhile_takes_nothing_up(three: Team) -> None:
    three.click(ANA, "claim", alerts(three)[0])
    three.click(ANA, "done", alerts(three)[0])
    three.submit(ANA, resolution="Sent again")
    put_together(three, BEN)

    assert "stay apart" in three.told(BEN, GENERAL)
    assert len(three.rows("SELECT 1 FROM followups WHERE status = 'open'")) == 2


def test_clicked_twice_it_says_so_and_changes_nothing_more(three: Team) -> None:
    put_together(three, BEN)
    put_together(three, BEN)

    assert "together already" in three.told(BEN, GENERAL)
    assert len(three.rows("SELECT 1 FROM audit WHERE action = 'complaints put together'")) == 1


@pytest.mark.parametrize("minutes", [31, 24 * 60])
def test_after_half_an_hour_it_is_another_matter(dana: Team, minutes: int) -> None:
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    dana.clock.advance(minutes * 60)

    assert "put_together" not in action_ids(dana.command(ANA, "/complaint", "Dana Reyes: driver rude"))


def test_of_another_customer_or_with_a_touchpoint_it_is_not_offered(dana: Team) -> None:
    dana.add_customer(Customer(0, "Lee Marsh", owner=BEN))
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")

    assert "put_together" not in action_ids(dana.command(ANA, "/complaint", "Lee Marsh: driver rude"))
    assert "put_together" not in action_ids(
        dana.command(ANA, "/touchpoint", "Dana Reyes: terrible, furious, wants to cancel")
    )
