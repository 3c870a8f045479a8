"""Guests and others in the channels for alerts and for the team: named to the leads, told nothing about customers."""

import pytest

from bot.sandbox.wire.faults import Fault
from tests.gate import OPENED, SECRET, becomes, change, complain, said_in, told, turns
from tests.team import CARA, DEV, FEEDBACK, GUEST, STRANGER, Json, Team, words

opened = pytest.mark.parametrize("fields", OPENED.values(), ids=OPENED)


def test_who_joins_the_alert_channel_and_is_a_guest_is_named_to_the_leads_at_once_and_once(alerted: Team) -> None:
    members = alerted.sandbox.workspace.channels[FEEDBACK].members
    change(alerted, members=[*members, GUEST])
    alerted.advance(minutes=40, tick_s=300)

    assert len(told(alerted, CARA, "Gus Moreau (a guest)")) == 1
    change(alerted, members=[*members, GUEST, STRANGER])
    assert len(told(alerted, CARA, "Sam Stone (a stranger)")) == 1
    assert len(told(alerted, CARA, "Gus Moreau (a guest)")) == 1
    status = alerted.command(DEV, "/rapport", "status")
    assert "2 problems" in status["text"]


def test_that_is_over_once_they_have_left(alerted: Team) -> None:
    members = list(alerted.sandbox.workspace.channels[FEEDBACK].members)
    change(alerted, members=[*members, GUEST])
    assert "directly, because #customer-feedback is read by Gus Moreau (a guest)" in complain(alerted, "nobody called")
    change(alerted, members=members)

    assert "Mended" in words(told(alerted, CARA, "Gus Moreau (a guest)")[0])
    assert SECRET in said_in(alerted, FEEDBACK)
    assert "nobody called" in said_in(alerted, FEEDBACK)


def test_a_member_of_the_alert_channel_who_becomes_a_guest_is_named_although_they_never_used_rapport(
    alerted: Team,
) -> None:
    alerted.sandbox.people.change_user({"id": "U0ELI", "is_restricted": True})
    alerted.settle()

    assert told(alerted, CARA, "Eli Turner (a guest)")
    assert SECRET not in said_in(alerted, FEEDBACK)


def test_who_joined_unnoticed_is_named_within_minutes(alerted: Team) -> None:
    becomes(alerted, members=[*alerted.sandbox.workspace.channels[FEEDBACK].members, GUEST])
    alerted.advance(minutes=16)

    assert told(alerted, CARA, "Gus Moreau (a guest)")


def test_of_who_is_in_the_channels_nothing_is_kept(alerted: Team) -> None:
    assert alerted.rows("SELECT * FROM people WHERE id = 'U0ELI'") == []


@opened
def test_a_channel_that_others_read_cannot_be_chosen(dana: Team, fields: Json) -> None:
    becomes(dana, "C0RANDOM", **fields)
    answer = dana.choose(DEV, feedback_channel="C0RANDOM")

    assert "#random is " in str(answer)
    assert dana.rows("SELECT * FROM settings WHERE name = 'feedback_channel'") == []


@pytest.mark.parametrize("more", [0, 30])
def test_a_member_who_becomes_a_guest_unnoticed_is_named_within_a_quarter_of_an_hour(alerted: Team, more: int) -> None:
    people = [f"U1{number:03}" for number in range(more)] + ["U0ELI"]
    for person in people:
        alerted.sandbox.workspace.users[person] = {**alerted.sandbox.workspace.users["U0ELI"], "id": person}
    becomes(alerted, members=[*alerted.sandbox.workspace.channels[FEEDBACK].members, *people[:-1]])
    alerted.advance(minutes=15)
    turns(alerted, "U0ELI", is_ultra_restricted=True)
    alerted.advance(minutes=15)

    assert told(alerted, CARA, "Eli Turner (a guest)")
    assert SECRET not in said_in(alerted, FEEDBACK)


def test_where_slack_does_not_list_so_many_people_each_is_asked_about(alerted: Team) -> None:
    people = [f"U1{number:03}" for number in range(30)]
    for person in people:
        alerted.sandbox.workspace.users[person] = {**alerted.sandbox.workspace.users["U0ELI"], "id": person}
    turns(alerted, people[7], is_restricted=True)
    becomes(alerted, members=[*alerted.sandbox.workspace.channels[FEEDBACK].members, *people])
    alerted.sandbox.faults.order(Fault("users.list", error="ratelimited", status=429, times=99))
    alerted.advance(minutes=16)

    assert len(told(alerted, CARA, "(a guest)")) == 1


def test_of_an_archived_channel_the_leads_hear_who_reads_it_too(alerted: Team) -> None:
    members = alerted.sandbox.workspace.channels[FEEDBACK].members
    becomes(alerted, members=[*members, GUEST], is_archived=True)
    alerted.advance(minutes=16)

    assert len(told(alerted, CARA, "#customer-feedback is archived. Unarchive it")) == 1
    both = "#customer-feedback is archived, and #customer-feedback is read by Gus Moreau (a guest), while"
    assert len(told(alerted, CARA, both)) == 1
    assert len(told(alerted, CARA, "Take them out of it")) == 1


def test_once_it_is_opened_again_with_them_in_it_they_are_told_of_no_second_time(alerted: Team) -> None:
    members = list(alerted.sandbox.workspace.channels[FEEDBACK].members)
    change(alerted, members=[*members, GUEST], is_archived=True)
    change(alerted, is_archived=False)
    alerted.advance(minutes=16)
    assert len(told(alerted, CARA, "Gus Moreau (a guest)")) == 1
    assert SECRET not in said_in(alerted, FEEDBACK)
    change(alerted, members=members)

    assert "Mended" in words(told(alerted, CARA, "Gus Moreau (a guest)")[0])
