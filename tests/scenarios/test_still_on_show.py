"""What others may read goes also where something came before the edit, and from channels that are in use no more."""

from collections.abc import Callable

import pytest

from bot.sandbox.wire.faults import Fault
from tests.gate import NEUTRAL, OPENED, SECRET, becomes, change, dm_of, said_in, told
from tests.team import ANA, BEN, CARA, DEV, ELI, FEEDBACK, Json, Team


def at_once(team: Team, turn: Callable[[Json], object], who: str, *flags: str) -> None:
    """All of it becomes so before Rapport has done anything about the first."""
    for flag in flags:
        turn({"id": who, flag: True})
    team.settle()


def test_a_shared_channel_that_is_archived_before_it_was_emptied_is_emptied_once_it_is_back(alerted: Team) -> None:
    at_once(alerted, alerted.sandbox.people.change_channel, FEEDBACK, "is_ext_shared", "is_archived")
    change(alerted, is_archived=False)

    assert SECRET not in said_in(alerted, FEEDBACK)
    assert NEUTRAL in said_in(alerted, FEEDBACK)


def test_who_is_deactivated_before_their_messages_were_made_neutral_finds_them_neutral_as_a_guest(
    alerted: Team,
) -> None:
    alerted.command(ANA, "/followup", f"Dana Reyes: {SECRET} for:<@{BEN}> due:friday")
    assert SECRET in dm_of(alerted, BEN)
    at_once(alerted, alerted.sandbox.people.change_user, BEN, "is_restricted", "deleted")
    alerted.sandbox.people.change_user({"id": BEN, "deleted": False})
    alerted.settle()

    assert SECRET not in dm_of(alerted, BEN)


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("code", ["channel_not_found", "access_denied", "some_new_code"])
def test_one_odd_answer_about_who_reads_a_shared_channel_leaves_nothing_there(
    alerted: Team, code: str, times: int
) -> None:
    alerted.sandbox.people.change_channel({"id": FEEDBACK, "is_ext_shared": True})
    alerted.sandbox.faults.order(Fault("conversations.info", times=times, error=code))
    alerted.settle()
    alerted.advance(minutes=20)

    assert SECRET not in said_in(alerted, FEEDBACK)


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "not_in_channel"])
def test_nor_does_an_edit_that_came_as_the_channel_was_closed(alerted: Team, code: str) -> None:
    alerted.sandbox.people.change_channel({"id": FEEDBACK, "is_ext_shared": True})
    alerted.sandbox.faults.order(Fault("chat.update", error=code))
    alerted.settle()
    alerted.advance(minutes=20)

    assert SECRET not in said_in(alerted, FEEDBACK)


def test_where_an_edit_is_refused_for_a_day_the_ledger_and_the_leads_hear_of_it_once(alerted: Team) -> None:
    alerted.sandbox.faults.order(Fault("chat.update", error="some_new_code", times=100_000))
    alerted.sandbox.people.change_channel({"id": FEEDBACK, "is_ext_shared": True})
    alerted.advance(hours=27, tick_s=300)

    (row,) = alerted.rows("SELECT reason FROM ledger WHERE kind = 'withheld'")
    assert "does not let it be made neutral (some_new_code)" in row["reason"]
    assert len(told(alerted, CARA, "1 message about customers can be read by others")) == 1


@pytest.mark.parametrize("fields", OPENED.values(), ids=OPENED)
def test_a_channel_that_was_in_use_once_is_emptied_although_slack_told_nobody(alerted: Team, fields: Json) -> None:
    alerted.choose(DEV, feedback_channel="C0RANDOM")
    becomes(alerted, **fields)
    alerted.advance(minutes=20)

    assert SECRET not in said_in(alerted, FEEDBACK)


def test_so_is_one_in_which_a_member_became_a_guest(alerted: Team) -> None:
    alerted.choose(DEV, feedback_channel="C0RANDOM")
    alerted.sandbox.people.change_user({"id": ELI, "is_restricted": True})
    alerted.advance(minutes=20)

    assert SECRET not in said_in(alerted, FEEDBACK)


def test_one_that_was_in_use_and_is_the_teams_own_keeps_its_words(alerted: Team) -> None:
    alerted.choose(DEV, feedback_channel="C0RANDOM")
    alerted.advance(minutes=40)

    assert SECRET in said_in(alerted, FEEDBACK)
    assert CARA in alerted.sandbox.workspace.channels[FEEDBACK].members
