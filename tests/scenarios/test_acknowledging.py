"""A complaint is acknowledged by one click or by a touch that is logged after it; then no deadline runs any more."""

import pytest

from tests.team import ANA, BEN, CARA, GENERAL, Team, action_ids, words


@pytest.fixture
def complaint(dana: Team) -> Team:
    """A complaint of Dana's to be answered by Monday 13:00, in a team that knows its people."""
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived severity:high")
    for person in (ANA, BEN, CARA):
        dana.rapport.deps.person(person)
    return dana


def test_one_click_says_so_makes_it_theirs_and_stops_the_clock(complaint: Team) -> None:
    complaint.click(BEN, "acknowledge", complaint.alert())
    said = words(complaint.alert())
    assert f"*Claimed* by <@{BEN}>" in said
    assert f"acknowledged by <@{BEN}>" in said
    assert "acknowledge" not in action_ids(complaint.alert())
    assert complaint.thread(ANA, complaint.alert()) == [":speech_balloon: Acknowledged by Ben Okafor"]
    assert "knows that we are on it" in complaint.told(BEN, "C0FEEDBACK")
    assert "undo" in action_ids(complaint.latest(BEN, "C0FEEDBACK"))

    complaint.advance(days=3, tick_s=21_600)
    assert "overdue" not in words(complaint.alert())
    assert "past" not in complaint.status(ANA)
    assert "acknowledged, to put right" in words(complaint.command(BEN, "/followup", "mine"))
    assert "none" in words(complaint.command(BEN, "/followup", "overdue")).lower()


def test_it_stays_with_whoever_has_it_and_the_second_click_is_told_who_was_faster(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click_unsettled(CARA, "acknowledge", complaint.alert())
    complaint.click_unsettled(ANA, "acknowledge", complaint.alert())
    complaint.settle()

    assert f"*Claimed* by <@{BEN}>" in words(complaint.alert())
    assert f"acknowledged by <@{CARA}>" in words(complaint.alert())
    assert "has acknowledged this one already" in complaint.told(ANA, "C0FEEDBACK")


def test_a_touch_logged_afterwards_says_so_with_its_way_and_goes_with_its_undo(complaint: Team) -> None:
    complaint.command(CARA, "/touchpoint", "Dana Reyes: called, a new box is on its way via:phone")
    confirmation = complaint.latest(CARA, GENERAL)
    assert "Their open complaint counts as acknowledged by it" in words(confirmation)
    assert "*Nobody has this yet*" in words(complaint.alert())
    assert f"acknowledged by <@{CARA}>" in words(complaint.alert())
    assert "to be claimed by" in words(complaint.alert())
    assert "by phone" in words(complaint.alert())

    complaint.click(CARA, "undo", confirmation)
    assert "acknowledged" not in words(complaint.alert())
    assert complaint.thread(ANA, complaint.alert()) == [
        ":speech_balloon: Acknowledged by Cara Lindqvist, by phone",
        ":leftwards_arrow_with_hook: Not acknowledged after all: Cara Lindqvist took that touch back",
    ]
    complaint.clock.advance(5 * 3600)
    complaint.advance(minutes=20)
    assert "*overdue* since" in words(complaint.alert())


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("/complaint", "Dana Reyes: and the driver was rude"),
        ("/rating", "Dana Reyes: nps:9"),
        ("/touchpoint", "Dana Reyes: furious, wants to cancel everything"),
        ("/touchpoint", "Dana Reyes: called about the menu on:2026-11-20"),
        ("/touchpoint", "Dana Reyes: Kundin ist stinksauer, die Suppe war auch kalt"),
    ],
)
def test_what_is_no_answer_to_it_acknowledges_nothing(complaint: Team, command: str, line: str) -> None:
    complaint.command(BEN, command, line)

    assert complaint.rows("SELECT acknowledged_at FROM followups WHERE id = 1") == [{"acknowledged_at": None}]


def test_an_import_acknowledges_nothing_and_what_is_released_is_late_again(complaint: Team) -> None:
    complaint.command(BEN, "/followup", "unclaimed")
    complaint.click(BEN, "acknowledge", complaint.latest(BEN, GENERAL))  # wherever the deadline stands
    complaint.clock.advance(5 * 3600)
    complaint.click(BEN, "release", complaint.alert())

    assert "*overdue* since" in words(complaint.alert())
    assert f"acknowledged by <@{BEN}>" in words(complaint.alert())


def test_what_is_acknowledged_can_be_put_off_without_a_word_why(complaint: Team) -> None:
    complaint.click(BEN, "acknowledge", complaint.alert())
    complaint.click(BEN, "snooze", complaint.alert(), "Tomorrow")

    assert "put off to" in words(complaint.alert())
    assert "deadline" not in words(complaint.alert())


def test_taken_back_it_is_as_before(complaint: Team) -> None:
    before = complaint.rows("SELECT * FROM followups")
    complaint.command(BEN, "/followup", "unclaimed")
    complaint.click(BEN, "acknowledge", complaint.alert())
    complaint.command(BEN, "/rapport", "undo")
    complaint.click(BEN, "undo", complaint.latest(BEN, GENERAL))

    assert complaint.rows("SELECT * FROM followups") == before


def test_a_click_by_mistake_is_taken_back_where_it_was_made(complaint: Team) -> None:
    complaint.click(BEN, "acknowledge", complaint.alert())
    complaint.click(BEN, "undo", complaint.latest(BEN, "C0FEEDBACK"))

    assert complaint.rows("SELECT acknowledged_at, assignee FROM followups") == [
        {"acknowledged_at": None, "assignee": None}
    ]
    assert "acknowledge" in action_ids(complaint.alert())
