"""The gate before every post and edit in a channel: who reads it there now? Also where Slack told nobody."""

import pytest

from bot.domain.customers import Customer
from bot.sandbox.wire.faults import Fault
from storage import figures
from tests.gate import NEUTRAL, OPENED, SECRET, becomes, change, claim_unseen, complain, said_in, told
from tests.team import ANA, BEN, CARA, DEV, FEEDBACK, GENERAL, GUEST, STRANGER, TEAM_CHANNEL, Json, Team, words


def done_unseen(team: Team) -> None:
    """Ben claims the alert, which nobody outside may see, and says what he did."""
    claim_unseen(team)
    team.command(BEN, "/followup", "mine")
    team.click(BEN, "done", team.latest(BEN, GENERAL))
    team.submit(BEN, resolution="Sent again")


opened = pytest.mark.parametrize("fields", OPENED.values(), ids=OPENED)


@opened
def test_the_very_next_alert_does_not_go_there_although_slack_told_nobody(alerted: Team, fields: Json) -> None:
    becomes(alerted, **fields)
    complain(alerted, "nobody called back")

    assert "nobody called back" not in said_in(alerted, FEEDBACK)
    assert told(alerted, CARA, "nobody called back")
    assert told(alerted, CARA, "could not be delivered") == []


@opened
def test_an_edit_makes_what_stands_there_neutral_although_slack_told_nobody(alerted: Team, fields: Json) -> None:
    becomes(alerted, **fields)
    claim_unseen(alerted)

    assert SECRET not in said_in(alerted, FEEDBACK)
    assert "Dana" not in said_in(alerted, FEEDBACK)
    assert NEUTRAL in said_in(alerted, FEEDBACK)


@opened
def test_hours_later_nothing_is_left_there_that_nobody_touched(alerted: Team, fields: Json) -> None:
    becomes(alerted, **fields)
    alerted.advance(hours=1, tick_s=300)

    assert SECRET not in said_in(alerted, FEEDBACK)


@opened
def test_each_message_made_neutral_has_its_row_in_the_ledger(alerted: Team, fields: Json) -> None:
    becomes(alerted, **fields)
    claim_unseen(alerted)

    (row,) = alerted.rows("SELECT * FROM ledger WHERE kind = 'withheld'")
    assert row["reason"].startswith("Made neutral: #customer-feedback is ")


def test_a_shared_channel_is_emptied_at_once_and_only_once(alerted: Team) -> None:
    change(alerted, is_ext_shared=True)
    assert SECRET not in said_in(alerted, FEEDBACK)
    edits = len(alerted.sandbox.traffic.entries(kind="api", name="chat.update"))
    alerted.advance(minutes=30, tick_s=300)

    assert len(alerted.sandbox.traffic.entries(kind="api", name="chat.update")) == edits


def test_a_claim_goes_on_inside_and_the_channel_says_nothing_of_it(alerted: Team) -> None:
    change(alerted, is_ext_shared=True)
    claim_unseen(alerted)

    assert alerted.rows("SELECT assignee FROM followups") == [{"assignee": BEN}]
    assert SECRET not in said_in(alerted, FEEDBACK)
    assert f"<@{BEN}>" not in said_in(alerted, FEEDBACK)


@pytest.mark.parametrize("told_by_slack", [True, False])
def test_once_it_is_for_the_team_alone_again_open_alerts_show_their_words(alerted: Team, told_by_slack: bool) -> None:  # noqa: FBT001  # a parameter
    change(alerted, is_ext_shared=True)
    if told_by_slack:
        change(alerted, is_ext_shared=False)
    else:
        becomes(alerted, is_ext_shared=False)
        alerted.advance(minutes=2)

    assert SECRET in said_in(alerted, FEEDBACK)
    assert "Mended" in words(told(alerted, CARA, "is shared with another organisation")[0])
    change(alerted, is_ext_shared=True)
    assert SECRET not in said_in(alerted, FEEDBACK)


def test_also_where_it_was_archived_in_between(alerted: Team) -> None:
    change(alerted, is_ext_shared=True)
    done_unseen(alerted)
    change(alerted, is_archived=True)
    change(alerted, is_ext_shared=False)
    change(alerted, is_archived=False)

    assert "Sent again" in said_in(alerted, FEEDBACK)


def test_what_was_done_meanwhile_says_so_again_too(alerted: Team) -> None:
    change(alerted, is_ext_shared=True)
    done_unseen(alerted)
    assert SECRET not in said_in(alerted, FEEDBACK)
    change(alerted, is_ext_shared=False)

    assert SECRET in said_in(alerted, FEEDBACK)
    assert "Sent again" in said_in(alerted, FEEDBACK)


def test_the_list_of_what_nobody_has_is_withheld_too(dana: Team) -> None:
    dana.add_customer(Customer(0, "Jo Berg"))
    dana.command(ANA, "/complaint", "Jo Berg: nobody looks after me")
    dana.advance(hours=25)
    assert "Jo Berg" in said_in(dana, TEAM_CHANNEL)
    change(dana, TEAM_CHANNEL, is_ext_shared=True)

    assert "Jo Berg" not in said_in(dana, TEAM_CHANNEL)


def test_a_channel_that_is_not_in_use_any_more_is_emptied_too(alerted: Team) -> None:
    alerted.choose(DEV, feedback_channel="C0RANDOM")
    change(alerted, is_ext_shared=True)

    assert SECRET not in said_in(alerted, FEEDBACK)


def test_of_what_was_deleted_there_nothing_is_said(alerted: Team) -> None:
    alerted.sandbox.workspace.channels[FEEDBACK].messages.clear()
    change(alerted, is_ext_shared=True)
    alerted.advance(minutes=10)

    assert told(alerted, CARA, "can be read by others") == []


def test_where_slack_refuses_the_edit_ledger_and_leads_hear_of_it_and_it_is_not_tried_for_ever(alerted: Team) -> None:
    alerted.sandbox.faults.order(Fault("chat.update", error="edit_window_closed", times=99))
    change(alerted, is_ext_shared=True)
    alerted.advance(hours=1, tick_s=300)

    (row,) = alerted.rows("SELECT reason FROM ledger WHERE kind = 'withheld'")
    assert "does not let it be made neutral (edit_window_closed)" in row["reason"]
    assert len(told(alerted, CARA, "1 message about customers can be read by others")) == 1
    assert len(alerted.sandbox.traffic.entries(kind="api", name="chat.update")) == 1


@pytest.mark.parametrize("code", ["missing_scope", "fetch_members_failed", "some_new_refusal"])
@pytest.mark.parametrize("method", ["conversations.info", "conversations.members"])
def test_a_channel_of_which_slack_refuses_to_say_who_reads_it_keeps_no_alert_waiting(
    dana: Team, method: str, code: str
) -> None:
    complain(dana)
    dana.sandbox.faults.order(Fault(method, error=code, times=9))
    dana.rapport.deps.channels.look_at(FEEDBACK)
    complain(dana, "nobody called back")

    assert "nobody called back" not in said_in(dana, FEEDBACK)
    assert told(dana, CARA, "nobody called back")
    assert told(dana, CARA, "Slack does not say who reads #customer-feedback")
    dana.sandbox.faults.clear()
    dana.advance(minutes=2)
    assert "nobody called back" in said_in(dana, FEEDBACK)
    assert SECRET in said_in(dana, FEEDBACK)


@pytest.mark.parametrize("fault", [{"status": 503}, {"error": "internal_error"}, {"error": "ratelimited"}])
def test_while_slack_does_not_say_who_reads_a_channel_nothing_goes_there_and_nothing_is_lost(
    alerted: Team, fault: Json
) -> None:
    alerted.sandbox.faults.order(Fault("conversations.info", times=2, **fault))
    alerted.sandbox.people.command(
        channel=GENERAL, user=ANA, command="/complaint", text="Dana Reyes: nobody called back severity:high"
    )
    alerted.rapport.sender.drain(patience=type(alerted.clock.now() - alerted.clock.now())(seconds=0))
    assert "nobody called back" not in said_in(alerted, FEEDBACK)
    alerted.advance(minutes=10)

    assert "nobody called back" in said_in(alerted, FEEDBACK)


@pytest.mark.parametrize("person", [GUEST, STRANGER])
def test_so_is_one_that_a_guest_joins(alerted: Team, person: str) -> None:
    alerted.choose(DEV, feedback_channel="C0RANDOM")
    change(alerted, members=[*alerted.sandbox.workspace.channels[FEEDBACK].members, person])

    assert SECRET not in said_in(alerted, FEEDBACK)
    assert told(alerted, CARA, "(a ") == []


@pytest.mark.parametrize("gone", ["archived", "deleted", "without us"])
def test_what_is_for_a_channel_that_was_closed_unnoticed_costs_no_post_there(alerted: Team, gone: str) -> None:
    if gone == "archived":
        becomes(alerted, is_archived=True)
    elif gone == "deleted":
        del alerted.sandbox.workspace.channels[FEEDBACK]
    else:
        becomes(alerted, members=[ANA, BEN])
    complain(alerted, "nobody called back")

    posts = alerted.sandbox.traffic.entries(kind="api", name="chat.postMessage")
    assert all("error" not in post for post in posts)
    assert told(alerted, CARA, "nobody called back")
    assert told(alerted, ANA, "did not reach the team's channel")


def test_what_was_made_neutral_is_no_reminder_that_was_skipped(alerted: Team) -> None:
    change(alerted, is_ext_shared=True)
    assert len(alerted.rows("SELECT * FROM ledger WHERE kind = 'withheld'")) == 1
    with alerted.rapport.database.reading() as uow:
        counted = figures.reminders(uow, alerted.clock.now().date())

    assert "skipped" not in counted
