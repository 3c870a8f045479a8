"""What Slack refuses: for good, for a while, for one recipient, or because of the token."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import LEAD, Priority
from bot.sandbox.wire.faults import Fault
from bot.slack.codes import MALFORMED, TOKEN
from bot.views.blocks import actions, button, section
from jobs.sending.outcomes import TRIED_FOR
from storage import ledger, outbox
from tests.faults.rig import Rig
from tests.team import ANA, BEN, CARA, Team, action_ids, words


@pytest.mark.parametrize(
    "error",
    ["channel_not_found", "not_in_channel", "is_archived", "no_permission", "restricted_action"],
)
def test_what_slack_refuses_for_good_reaches_the_lead_and_the_ledger(rig: Rig, error: str) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error=error))
    row_id = rig.remind("call back", "C0TEAM")
    rig.drain()
    assert (rig.row(row_id).state, rig.row(row_id).error) == ("failed", error)
    assert rig.texts("D0CARA") == [f"undelivered {row_id}"]
    with rig.database.reading() as uow:
        [reminder] = ledger.items_of(uow, row_id)
    assert reminder.state == "failed"
    assert " " in reminder.reason
    assert len(rig.calls("chat.postMessage")) == 2


BUTTONS = [
    section("*Dana Reyes*"),
    actions(button("Open customer", "open_customer", 1), button("Claim", "claim", 1, style="primary")),
]


@pytest.mark.parametrize("error", sorted(MALFORMED))
def test_a_form_that_slack_refuses_arrives_as_text_with_the_one_button_that_leads_on(rig: Rig, error: str) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error=error))
    row_id = rig.put("order late")
    rig.shows["order late"] = BUTTONS
    rig.drain()
    [message] = rig.sandbox.workspace.channels["C0FEEDBACK"].messages.values()
    assert message.body["text"] == "order late"
    assert action_ids(message.body) == ["claim"]
    assert message.metadata
    assert rig.row(row_id).state == "sent"
    assert rig.texts("D0CARA") == []


def test_where_that_is_refused_too_the_text_alone_arrives(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error="invalid_blocks", times=2))
    rig.shows["order late"] = BUTTONS
    rig.put("order late")
    rig.drain()
    [message] = rig.sandbox.workspace.channels["C0FEEDBACK"].messages.values()
    assert (message.body["text"], message.body.get("blocks", [])) == ("order late", [])


def test_an_edit_that_slack_refuses_shows_the_short_form_not_the_old_state(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.drain()
    rig.shows["order late"] = BUTTONS
    rig.sandbox.faults.order(Fault("chat.update", error="msg_blocks_too_long"))
    rig.change(row_id, "order late", "claimed by Ana")
    rig.drain()
    assert rig.texts() == ["claimed by Ana"]


def test_what_is_refused_in_every_form_fails_with_its_reason(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error="invalid_blocks", times=3))
    rig.shows["order late"] = BUTTONS
    row_id = rig.put("order late", priority=Priority.NOTICE)
    rig.drain()
    assert (rig.row(row_id).state, rig.row(row_id).error) == ("failed", "invalid_blocks")


def test_an_alert_that_cannot_be_posted_goes_to_the_lead_itself(rig: Rig) -> None:
    rig.sandbox.workspace.channels["C0FEEDBACK"].is_archived = True
    row_id = rig.put("order late")
    rig.drain()
    assert rig.texts("D0CARA") == ["order late", f"undelivered {row_id}"]


def test_what_the_lead_cannot_be_told_ends_there(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error="channel_not_found", times=99))
    rig.put("order late")
    rig.drain()
    assert len(rig.calls("chat.postMessage")) == 5  # the alert, then it and why to the lead, each by a new way once
    assert rig.sender.idle()


def test_a_recipient_without_a_channel_fails_with_its_sentence(rig: Rig) -> None:
    row_id = rig.put("call back", "nobody", kind=MessageKind.DIGEST, priority=Priority.DIGEST)
    rig.drain()
    assert rig.row(row_id).error == "There is no such person. Choose another owner."
    assert rig.texts("D0CARA") == [f"undelivered {row_id}"]


@pytest.mark.parametrize("error", sorted(TOKEN))
def test_a_token_that_is_refused_costs_no_message(rig: Rig, error: str) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error=error))
    rig.sandbox.faults.order(Fault("auth.test", error=error, times=3))
    row_id = rig.put("order late")
    rig.drain(minutes=14)
    assert rig.row(row_id).state == "pending"
    assert rig.sender.trouble == error
    assert len(rig.calls("chat.postMessage")) == 1
    rig.drain(minutes=30)
    assert rig.texts() == ["order late"]
    assert rig.sender.trouble == ""


def test_a_refusal_that_nobody_knows_is_tried_again_with_pauses_for_a_day(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error="some_new_refusal", times=100_000))
    row_id = rig.put("order late", priority=Priority.NOTICE)
    begun = rig.clock.now()
    rig.drain(minutes=23 * 60 + 59)
    assert rig.row(row_id).state == "pending"
    rig.drain(minutes=10)
    failed = rig.row(row_id)
    assert failed.state == "failed"
    assert timedelta() <= (failed.settled_at or begun) - begun - TRIED_FOR < timedelta(minutes=5, seconds=30)
    assert (rig.row(row_id + 1).kind, rig.row(row_id + 1).recipient) == ("undelivered", LEAD)


def test_the_pauses_between_tries_double_up_to_five_minutes_and_the_first_try_is_at_once(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error="some_new_refusal", times=100_000))
    rig.put("order late", priority=Priority.NOTICE)
    rig.drain(minutes=60)
    tried = [datetime.fromisoformat(call["at"]) for call in rig.calls("chat.postMessage")]
    pauses = [round((later - earlier).total_seconds()) for earlier, later in pairwise(tried)]
    assert pauses[0] <= 1
    assert all(1.5 * earlier <= later <= 2.6 * earlier for earlier, later in pairwise(pauses[1:8]))
    assert set(pauses[9:]) == {300}


def test_a_place_that_cannot_be_found_for_no_known_reason_is_asked_for_with_pauses_too(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("conversations.open", error="some_new_refusal", times=100_000))
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.advance(hours=1)
    assert len(dana.sandbox.traffic.entries(kind="api", name="conversations.open")) < 30
    dana.advance(hours=24, tick_s=900)
    [failed] = dana.rows("SELECT error FROM outbox WHERE state = 'failed' AND recipient = ?", BEN)
    assert failed["error"] == "some_new_refusal"


def test_a_day_of_being_refused_counts_from_the_first_refusal_and_not_from_an_outage_before(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error="invalid_auth"))
    rig.sandbox.faults.order(Fault("auth.test", error="invalid_auth", times=12 * 30))
    rig.sandbox.faults.order(Fault("chat.postMessage", error="some_new_refusal", times=10))
    row_id = rig.put("order late")
    rig.drain(minutes=31 * 60)
    assert rig.row(row_id).state == "sent"
    assert rig.texts() == ["order late"]


def test_no_connection_at_all_costs_no_message(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.client.base_url = "http://127.0.0.1:9/api/"
    rig.drain(minutes=60)
    assert rig.row(row_id).state == "pending"
    rig.client.base_url = f"{rig.base_url}/api/"
    rig.drain()
    assert rig.texts() == ["order late"]
    assert rig.calls("conversations.history") == []


@pytest.mark.parametrize("error", ["cant_update_message", "edit_window_closed", "is_inactive", "channel_not_found"])
def test_an_edit_that_slack_never_takes_is_settled_with_its_reason_and_the_message_stays(rig: Rig, error: str) -> None:
    row_id = rig.put("order late")
    rig.drain()
    rig.sandbox.faults.order(Fault("chat.update", error=error))
    rig.change(row_id, "order late", "claimed by Ana")
    rig.drain()
    assert (rig.row(row_id + 1).state, rig.row(row_id + 1).error) == ("skipped", error)
    assert rig.row(row_id).state == "sent"
    assert rig.texts("D0CARA") == []
    rig.change(row_id, "order late", "claimed by Ben")
    rig.drain()
    assert rig.texts() == ["claimed by Ben"]


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "user_not_in_channel"])
def test_a_direct_message_that_is_gone_is_opened_anew(dana: Team, error: str) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.sandbox.faults.order(Fault("chat.postMessage", error=error))
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    assert [words(message).count("menu") > 0 for message in dana.dm(BEN)] == [False, True]
    assert len(dana.sandbox.traffic.entries(kind="api", name="conversations.open")) == 2


def test_a_direct_message_that_is_gone_for_good_fails_with_a_reason_and_the_lead_is_told(dana: Team) -> None:
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.sandbox.faults.order(Fault("chat.postMessage", error="channel_not_found", times=2))
    dana.command(ANA, "/followup", f"Dana Reyes: send the menu due:friday <@{BEN}>")
    [failed] = dana.rows("SELECT error FROM outbox WHERE state = 'failed'")
    assert failed["error"] == "channel_not_found"
    assert "could not be delivered" in words(dana.dm(CARA)[-1])


def test_a_reply_in_a_direct_message_that_is_gone_goes_to_the_new_one(rig: Rig) -> None:
    parent = rig.put("order late")
    rig.drain()
    with rig.database.unit_of_work() as uow:
        uow.execute("UPDATE outbox SET channel = 'D0GONE' WHERE id = ?", (parent,))
    rig.put("nobody has claimed this", thread_of=parent)
    rig.drain()
    assert rig.texts()[-1] == "nobody has claimed this"


def test_what_one_recipient_lacks_a_permission_for_holds_up_nobody_else(dana: Team) -> None:
    dana.sandbox.faults.order(Fault("conversations.open", error="missing_scope", times=3))
    dana.command(ANA, "/followup", f"Dana Reyes: call back due:friday <@{BEN}>")
    dana.command(ANA, "/complaint", "Dana Reyes: order never arrived")
    assert "order never arrived" in words(dana.alert())
    dana.advance(minutes=30)
    assert any("call back" in words(message) for message in dana.dm(BEN))


def test_who_has_left_the_team_is_sent_nothing_although_slack_would_take_it(dana: Team) -> None:
    dana.command(BEN, "/rapport", "help")
    dana.sandbox.people.change_user({"id": BEN, "deleted": True})
    with dana.rapport.database.unit_of_work() as uow:
        outbox.put(uow, kind=MessageKind.ALARM, subject="x", recipient=BEN, now=dana.clock.now())
    dana.settle()
    assert dana.dm(BEN) == []
    assert not dana.rows("SELECT 1 FROM outbox WHERE recipient = ? AND state = 'sent'", BEN)
