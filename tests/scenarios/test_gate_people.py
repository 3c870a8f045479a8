"""The gate before every post and edit for a person: are they of the team now? Also where Slack told nobody."""

import pytest

from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.staff import OTHER_TEAM, TEAM
from tests.gate import NEUTRAL, SECRET, dm_of, turns
from tests.team import ANA, BEN, CARA, GENERAL, Json, Team, words

OUTSIDE = [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}, {"team_id": OTHER_TEAM}]
outside = pytest.mark.parametrize("flags", OUTSIDE, ids=lambda flags: next(iter(flags)))


@pytest.fixture
def given(dana: Team) -> Team:
    """Ben was given something to do, in his direct message."""
    dana.command(ANA, "/followup", f"Dana Reyes: {SECRET} due:friday <@{BEN}>")
    assert SECRET in words(dana.dm(BEN)[-1])
    return dana


@outside
def test_a_guest_gets_no_edit_with_words_although_slack_told_nobody(given: Team, flags: Json) -> None:
    turns(given, BEN, **flags)
    given.command(CARA, "/followup", "Dana Reyes")
    given.click(CARA, "done", given.latest(CARA, GENERAL))

    assert SECRET not in dm_of(given, BEN)
    assert NEUTRAL in dm_of(given, BEN)


@outside
def test_a_guest_gets_no_message_although_slack_told_nobody(given: Team, flags: Json) -> None:
    given.rapport.deps.person(BEN)
    turns(given, BEN, **flags)
    with given.writing(ANA) as session:
        session.uow.execute(
            "UPDATE outbox SET state = 'pending', ts = NULL, channel = NULL WHERE recipient = ?", (BEN,)
        )
    given.sandbox.workspace.channels[f"D{BEN[1:]}"].messages.clear()
    given.settle()

    assert dm_of(given, BEN) == ""


@outside
def test_who_becomes_a_guest_keeps_no_words_in_their_direct_message(given: Team, flags: Json) -> None:
    given.sandbox.people.change_user({"id": BEN, **flags})
    given.settle()

    assert SECRET not in dm_of(given, BEN)
    assert "Dana" not in dm_of(given, BEN)


def test_who_became_one_unnoticed_keeps_none_after_a_day(given: Team) -> None:
    turns(given, BEN, is_restricted=True)
    given.advance(hours=25)

    assert SECRET not in dm_of(given, BEN)


def test_who_is_back_sees_words_again_with_the_next_edit(given: Team) -> None:
    given.sandbox.people.change_user({"id": BEN, "is_restricted": True})
    given.settle()
    given.sandbox.people.change_user({"id": BEN, "is_restricted": False})
    given.settle()
    assert SECRET not in dm_of(given, BEN)
    given.command(CARA, "/followup", "Dana Reyes")
    given.click(CARA, "done", given.latest(CARA, GENERAL))

    assert SECRET in dm_of(given, BEN)


def test_a_user_change_without_flags_makes_nobody_a_member(given: Team) -> None:
    turns(given, BEN, is_restricted=True)
    given.rapport.deps.directory.looks.now(BEN)
    given.sandbox.people.send_event({"type": "user_change", "user": {"id": BEN, "name": "ben", "team_id": TEAM}})

    assert given.rows("SELECT role FROM people WHERE id = ?", BEN) == [{"role": "guest"}]
    assert "for the members of this team only" in words(given.command(BEN, "/customer", "Dana Reyes"))


def test_a_user_change_without_flags_while_slack_is_silent_lets_nobody_in_and_hands_nothing_over(given: Team) -> None:
    given.sandbox.faults.order(Fault("users.info", status=503, times=9))
    given.sandbox.people.send_event({"type": "user_change", "user": {"id": BEN, "name": "ben", "team_id": TEAM}})

    assert "could not say who you are" in words(given.command(BEN, "/customer", "Dana Reyes"))
    assert given.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]


@pytest.mark.parametrize("missing", ["is_restricted", "is_ultra_restricted", "team_id"])
def test_a_profile_that_does_not_say_that_somebody_is_no_guest_is_a_strangers(given: Team, missing: str) -> None:
    profile = dict(given.sandbox.workspace.users[BEN])
    del profile[missing]

    assert not given.rapport.deps.directory.looks.glimpse(profile).is_inside


def home_of(team: Team, person: str) -> str:
    return words(team.sandbox.workspace.views.homes[person])


@outside
@pytest.mark.parametrize("told_by_slack", [True, False])
def test_the_home_tab_of_who_became_a_guest_says_nothing_any_more(
    given: Team,
    flags: Json,
    told_by_slack: bool,  # noqa: FBT001  # a parameter
) -> None:
    given.command(ANA, "/followup", f"Dana Reyes: {SECRET} due:today <@{BEN}>")
    given.sandbox.people.home(user=BEN)
    assert SECRET in home_of(given, BEN)
    if told_by_slack:
        given.sandbox.people.change_user({"id": BEN, **flags})
        given.advance(minutes=1)
    else:
        turns(given, BEN, **flags)
        given.advance(hours=25)

    assert SECRET not in home_of(given, BEN)
    assert "for the members of this team only" in home_of(given, BEN)


def test_that_is_done_once_and_again_after_they_were_back(given: Team) -> None:
    def publishes() -> int:
        return len(given.sandbox.traffic.entries(kind="api", name="views.publish"))

    given.sandbox.people.change_user({"id": BEN, "is_restricted": True})
    given.advance(minutes=5)
    assert publishes() == 1
    given.sandbox.people.change_user({"id": BEN, "is_restricted": False})
    given.sandbox.people.home(user=BEN)
    given.sandbox.people.change_user({"id": BEN, "is_restricted": True})
    given.advance(minutes=5)

    assert publishes() == 3
    assert "for the members of this team only" in home_of(given, BEN)


def test_a_form_that_was_open_when_somebody_became_a_guest_cannot_be_sent(given: Team) -> None:
    given.command(BEN, "/customer", "edit Dana Reyes")
    given.sandbox.people.change_user({"id": BEN, "is_restricted": True})

    assert "for the members of this team only" in str(given.submit(BEN, company="Red Door"))
    assert given.rows("SELECT company FROM customers") == [{"company": "Blue Door Deli"}]


def asked_about(team: Team, person: str) -> list[Json]:
    """The calls of Slack about one person: others are asked about too, such as the leads who are told."""
    found = team.sandbox.traffic.entries(kind="api", name="users.info")
    return [call for call in found if call["args"].get("user") == person]


def test_a_person_of_whom_slack_says_what_nobody_understands_is_not_asked_about_without_pause(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    dana.sandbox.faults.order(Fault("users.info", error="some_new_refusal", times=999))
    with dana.writing(ANA) as session:
        session.uow.execute("UPDATE outbox SET state = 'pending', ts = NULL WHERE recipient = ?", (BEN,))
    before = len(asked_about(dana, BEN))
    dana.advance(minutes=2)

    asked = [call["at"] for call in asked_about(dana, BEN)[before:]]
    assert asked
    assert len(set(asked)) == len(asked), "one at a time, each half a minute after the other"


def test_what_an_edit_made_neutral_is_not_edited_again(given: Team) -> None:
    turns(given, BEN, is_restricted=True)
    given.command(CARA, "/followup", "Dana Reyes")
    given.click(CARA, "done", given.latest(CARA, GENERAL))
    edits = len(given.sandbox.traffic.entries(kind="api", name="chat.update"))
    given.advance(minutes=3)

    assert NEUTRAL in dm_of(given, BEN)
    assert len(given.sandbox.traffic.entries(kind="api", name="chat.update")) == edits


def test_a_deactivated_person_gets_no_edit_and_what_they_had_stays_as_it_was(given: Team) -> None:
    before = dm_of(given, BEN)
    turns(given, BEN, deleted=True)
    given.command(CARA, "/followup", "Dana Reyes")
    given.click(CARA, "done", given.latest(CARA, GENERAL))

    (edit,) = given.rows("SELECT state, error FROM outbox WHERE edits IS NOT NULL")
    assert edit == {
        "state": "skipped",
        "error": "This person is not of the team (deactivated), and is told nothing about customers.",
    }
    assert dm_of(given, BEN) == before


def test_who_was_found_in_a_list_of_all_is_known_from_then_on_too(given: Team) -> None:
    turns(given, BEN, is_restricted=True)
    for number in range(60):
        given.sandbox.workspace.users[f"U1{number:03}"] = {**given.sandbox.workspace.users[ANA], "id": f"U1{number:03}"}
        given.rapport.deps.directory.looks.now(f"U1{number:03}")
    given.rapport.deps.directory.looks.now(BEN)

    assert given.rows("SELECT role FROM people WHERE id = ?", BEN) == [{"role": "guest"}]
