"""The alert's thread tells the story of a complaint, one line an event, each once."""

import pytest

from bot.use_cases.undo import undo
from tests.gate import change
from tests.team import ANA, BEN, CARA, FEEDBACK, GENERAL, Json, Team, words


@pytest.fixture
def complaint(dana: Team) -> Team:
    """A complaint of Dana's, in a team that knows all its people."""
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    for person in (ANA, BEN, CARA):
        dana.rapport.deps.person(person)
    return dana


def story(team: Team, alert: Json | None = None) -> list[str]:
    """The lines in an alert's thread, without their icons."""
    return [line.split(": ", 1)[1] for line in team.thread(ANA, alert or team.alert())]


def remove(team: Team, message: Json) -> None:
    """Somebody deletes a message by hand, in Slack itself."""
    team.sandbox.workspace.channels[message["channel"]].remove(message["ts"])


def alerts(team: Team) -> list[Json]:
    """What everybody sees in the feedback channel."""
    return [one for one in team.sees(ANA, FEEDBACK) if not one.get("is_ephemeral") and "blocks" in one]


def test_each_event_is_one_line_in_their_order_and_calls_nobody(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "snooze", complaint.alert(), "Tomorrow")
    complaint.click(ANA, "reassign", complaint.alert())
    complaint.submit(ANA, assignee=CARA)
    complaint.click(CARA, "release", complaint.alert())

    said = "".join(f"{line}\n" for line in story(complaint))
    assert [line.partition("<!date")[0] for line in story(complaint)] == [
        "Claimed by Ben Okafor", "Put off until ", "Given to Cara Lindqvist by Ana Silva",
        "Released by Cara Lindqvist: anybody can claim it",
    ]  # fmt: skip
    assert "<@" not in said


def test_what_is_undone_before_its_line_was_sent_has_none(complaint: Team) -> None:
    complaint.command(BEN, "/followup", "unclaimed")
    complaint.rapport.sender.stop()
    complaint.click_unsettled(BEN, "claim", complaint.latest(BEN, GENERAL))
    complaint.rapport.deps.replies.settle()
    [entry] = complaint.rows("SELECT id FROM audit WHERE action = 'follow-up claimed'")
    with complaint.writing(BEN) as session:
        undo(session, entry["id"])
    complaint.settle()

    assert story(complaint) == []


def test_what_is_undone_later_is_said_in_its_own_line(complaint: Team) -> None:
    complaint.command(BEN, "/followup", "unclaimed")
    complaint.click(BEN, "claim", complaint.latest(BEN, GENERAL))
    complaint.click(BEN, "undo", complaint.latest(BEN, GENERAL))

    [line] = story(complaint)
    assert line.startswith("Taken back by Ben")
    assert "Claimed by Ben" in line


@pytest.mark.parametrize("has_thread", [False, True])
def test_an_alert_deleted_by_hand_comes_anew_once_with_the_thread_when_something_happens(
    complaint: Team, *, has_thread: bool
) -> None:
    if has_thread:
        complaint.click(BEN, "claim", complaint.alert())
        complaint.click(BEN, "release", complaint.alert())
    remove(complaint, complaint.alert())
    complaint.command(BEN, "/followup", "unclaimed")
    complaint.click(BEN, "claim", complaint.latest(BEN, GENERAL))

    [again] = alerts(complaint)
    assert f"*Claimed* by <@{BEN}>" in words(again)
    assert [line.partition(" by")[0] for line in story(complaint, again)] == ["Claimed"]

    remove(complaint, again)
    complaint.command(BEN, "/followup", "mine")
    complaint.click(BEN, "more", complaint.latest(BEN, GENERAL), "Tomorrow")
    assert alerts(complaint) == []


def test_one_that_is_done_stays_deleted(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    remove(complaint, complaint.alert())
    complaint.command(BEN, "/followup", "mine")
    complaint.click(BEN, "done", complaint.latest(BEN, GENERAL))
    complaint.submit(BEN, resolution="sent a new one")

    assert alerts(complaint) == []


def test_who_left_is_told_of_by_what_became_of_it(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.sandbox.people.change_user({"id": BEN, "deleted": True})
    complaint.advance(minutes=10)

    last = story(complaint, alerts(complaint)[0])[-1]
    assert last == "Released, as whoever had it is not on the team any more: anybody can claim it"


def test_who_is_forgotten_goes_from_the_thread_too(complaint: Team) -> None:
    complaint.click(BEN, "claim", complaint.alert())
    complaint.click(BEN, "snooze", complaint.alert(), "Pick a day…")
    complaint.submit(BEN, until="2026-12-20", reason="Dana is in hospital")
    complaint.command(CARA, "/customer", "forget Dana Reyes")
    complaint.submit(CARA, name="Dana Reyes")

    assert "hospital" not in "".join(complaint.thread(ANA, complaint.alert()))
    assert complaint.rows("SELECT 1 FROM outbox WHERE kind = 'story'")
    complaint.advance(hours=25)
    assert complaint.rows("SELECT 1 FROM outbox WHERE kind = 'story'") == []


def test_in_a_channel_that_others_read_nothing_is_told(complaint: Team) -> None:
    change(complaint, is_ext_shared=True)
    complaint.command(BEN, "/followup", "unclaimed")
    complaint.click(BEN, "claim", complaint.latest(BEN, GENERAL))

    assert "Claimed" not in "".join(complaint.thread(ANA, alerts(complaint)[0]))
