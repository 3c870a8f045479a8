"""An event says that something has changed, and may come late or twice: how it is now, Slack is asked."""

from dataclasses import replace

import pytest

from bot.sandbox.wire.faults import Fault
from bot.sandbox.wire.transports import Envelope
from tests.gate import SECRET, becomes, change, claim_unseen, dm_of, said_in, told, turns
from tests.team import ANA, BEN, CARA, DEV, ELI, FEEDBACK, Json, Team, words


def heard(team: Team, kind: str) -> Envelope:
    """The last event of a kind that came."""
    return [one for one in team.transport.delivered if one.payload.get("event", {}).get("type") == kind][-1]


def comes_again(team: Team, event: Envelope, **changed: str) -> None:
    """With another `event_id` it is another event that says the same."""
    team.transport.deliver(replace(event, payload={**event.payload, **changed}))
    team.settle()


def asked(team: Team) -> int:
    """How often Slack was asked about channels and people."""
    methods = ("conversations.info", "users.info", "users.list")
    return sum(len(team.sandbox.traffic.entries(kind="api", name=method)) for method in methods)


def without_us(team: Team) -> list[str]:
    return [one for one in team.sandbox.workspace.channels[FEEDBACK].members if one != "U0RAPPORT"]


ids = pytest.mark.parametrize("changed", [{}, {"event_id": "Ev0LATE"}], ids=["twice", "late"])


@ids
def test_what_happened_to_a_channel_before_is_no_news_for_the_leads(alerted: Team, changed: Json) -> None:
    change(alerted, is_archived=True)
    archived = heard(alerted, "channel_archive")
    becomes(alerted, is_archived=False)
    change(alerted, members=without_us(alerted))
    assert len(told(alerted, CARA, "Rapport is not (or no longer) in #customer-feedback")) == 1
    comes_again(alerted, archived, **changed)
    comes_again(alerted, heard(alerted, "channel_left"), **changed)

    assert len(told(alerted, CARA, "#customer-feedback is archived")) == 1
    assert len(told(alerted, CARA, "Alerts go to one person directly")) == 2
    assert "no longer) in #customer-feedback" in words(alerted.command(DEV, "/rapport", "status"))


@ids
@pytest.mark.parametrize("kind", ["channel_archive", "channel_shared"])
def test_trouble_that_is_over_takes_nothing_out_of_the_channel(alerted: Team, kind: str, changed: Json) -> None:
    field = {"channel_archive": "is_archived", "channel_shared": "is_ext_shared"}[kind]
    change(alerted, FEEDBACK, **{field: True})
    event = heard(alerted, kind)
    change(alerted, FEEDBACK, **{field: False})
    alerted.advance(minutes=2)
    comes_again(alerted, event, **changed)

    assert SECRET in said_in(alerted, FEEDBACK)
    assert "All is well" in words(alerted.command(DEV, "/rapport", "status"))


@ids
def test_an_old_name_does_not_come_back(alerted: Team, changed: Json) -> None:
    change(alerted, name="feedback-old")
    event = heard(alerted, "channel_rename")
    change(alerted, name="feedback-new")
    comes_again(alerted, event, **changed)
    change(alerted, is_archived=True)

    assert told(alerted, CARA, "#feedback-new is archived")


@ids
def test_an_old_profile_makes_no_guest_a_member(alerted: Team, changed: Json) -> None:
    alerted.sandbox.people.change_user({"id": BEN, "real_name": "Ben O."})
    member = heard(alerted, "user_change")
    alerted.sandbox.people.change_user({"id": BEN, "is_restricted": True})
    comes_again(alerted, member, **changed)

    assert alerted.rows("SELECT role FROM people WHERE id = ?", BEN) == [{"role": "guest"}]
    assert "for the members of this team only" in words(alerted.command(BEN, "/customer", "Dana Reyes"))


@ids
def test_an_old_profile_takes_nothing_from_who_is_back(alerted: Team, changed: Json) -> None:
    claim_unseen(alerted)
    turns(alerted, BEN, is_restricted=False)
    profile = {**alerted.sandbox.workspace.users[BEN], "deleted": True}
    alerted.sandbox.people.send_event({"type": "user_change", "user": profile})
    comes_again(alerted, heard(alerted, "user_change"), **changed)

    assert alerted.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]
    assert told(alerted, CARA, "no longer of the team") == []


@pytest.mark.parametrize("kind", ["channel_rename", "user_change"])
def test_of_an_event_that_is_known_slack_is_not_asked_again(alerted: Team, kind: str) -> None:
    change(alerted, name="feedback-new")
    alerted.sandbox.people.change_user({"id": BEN, "real_name": "Ben O."})
    alerted.settle()
    before = asked(alerted)
    comes_again(alerted, heard(alerted, kind))

    assert asked(alerted) == before


def test_a_channel_of_which_slack_says_nothing_just_then_is_taken_care_of_once_it_does(alerted: Team) -> None:
    alerted.sandbox.faults.order(Fault("conversations.info", status=503, times=2))
    change(alerted, is_ext_shared=True)
    alerted.advance(minutes=2)

    assert SECRET not in said_in(alerted, FEEDBACK)


def edits(team: Team) -> int:
    return len(team.sandbox.traffic.entries(kind="api", name="chat.update"))


def test_one_hiccup_of_slacks_rewrites_nothing_in_a_channel_that_is_as_before(alerted: Team) -> None:
    before = edits(alerted)
    alerted.sandbox.faults.order(Fault("conversations.info", status=503, times=2))
    change(alerted, name="complaints")
    assert alerted.rows("SELECT id FROM outbox WHERE edits IS NOT NULL AND state = 'pending'") == []
    alerted.advance(minutes=10)

    assert edits(alerted) == before
    assert SECRET in said_in(alerted, FEEDBACK)


def test_a_channel_of_which_slack_says_nothing_for_minutes_is_made_neutral_before_anything_new(alerted: Team) -> None:
    alerted.sandbox.faults.order(Fault("conversations.info", status=503, times=500))
    change(alerted, is_ext_shared=True)
    for _ in range(7):
        alerted.clock.advance(60)
        alerted.rapport.tick()
    assert alerted.rows("SELECT state FROM outbox WHERE edits IS NOT NULL") == [{"state": "pending"}]
    alerted.sandbox.faults.clear()
    alerted.advance(minutes=2)

    assert SECRET not in said_in(alerted, FEEDBACK)


def test_a_person_of_whom_slack_says_nothing_just_then_is_taken_care_of_once_it_does(alerted: Team) -> None:
    alerted.command(ANA, "/followup", f"Dana Reyes: {SECRET} due:today <@{BEN}>")
    assert SECRET in dm_of(alerted, BEN)
    alerted.sandbox.faults.order(Fault("users.info", status=503, times=1))
    alerted.sandbox.people.change_user({"id": BEN, "is_restricted": True})
    alerted.advance(minutes=2)

    assert SECRET not in dm_of(alerted, BEN)


def test_of_a_change_of_somebody_with_whom_rapport_has_nothing_to_do_nothing_is_written(alerted: Team) -> None:
    """Slack tells of everybody in the workspace, at every change of their status."""
    before = alerted.rows("SELECT key FROM requests")
    alerted.sandbox.people.change_user({"id": ELI, "real_name": "Eli Brandt"})
    alerted.settle()

    assert alerted.rows("SELECT key FROM requests") == before
    assert alerted.rows("SELECT id FROM people WHERE id = ?", ELI) == []


def test_an_event_that_slack_cannot_explain_just_now_is_sent_again_and_is_no_defect(
    alerted: Team, caplog: pytest.LogCaptureFixture
) -> None:
    alerted.sandbox.faults.order(Fault("users.info", error="internal_error"))
    alerted.sandbox.people.change_user({"id": BEN, "is_restricted": True})
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "internal_error" in caplog.text
    comes_again(alerted, heard(alerted, "user_change"))

    assert alerted.rows("SELECT role FROM people WHERE id = ?", BEN) == [{"role": "guest"}]
