"""One message: what each answer of Slack's, and each failure on the way, makes of it."""

from datetime import timedelta
from typing import Literal

import pytest

from bot.domain.outbox import Priority
from bot.sandbox.wire.faults import Fault
from storage import ledger
from tests.faults.rig import BROKEN, Rig

MAYBE = [
    Fault("chat.postMessage", drop="after"),
    Fault("chat.postMessage", drop="before"),
    Fault("chat.postMessage", error="internal_error"),
    Fault("chat.postMessage", error="fatal_error"),
    *(Fault("chat.postMessage", status=status) for status in (500, 502, 503, 504)),
    Fault("chat.postMessage", status=200),
]


def test_a_message_is_posted_once_with_its_key_and_no_unfurling(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.drain()
    rig.drain()
    assert rig.texts() == ["order late"]
    row = rig.row(row_id)
    message = rig.sandbox.workspace.channels["C0FEEDBACK"].messages[row.ts or ""]
    assert message.metadata == {"event_type": "rapport_message", "event_payload": {"key": row.key}}
    call = rig.calls("chat.postMessage")[0]["args"]
    assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)


@pytest.mark.parametrize("fault", MAYBE, ids=lambda fault: fault.drop or fault.error or str(fault.status))
def test_a_doubtful_message_is_there_exactly_once(rig: Rig, fault: Fault) -> None:
    rig.sandbox.faults.order(Fault(**{name: getattr(fault, name) for name in fault.__slots__}))
    row_id = rig.put("order late")
    rig.drain()
    assert rig.texts() == ["order late"]
    assert rig.row(row_id).state == "sent"


def test_a_doubtful_message_is_read_back_only_after_the_quiet_period(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    row_id = rig.put("order late")
    rig.drain(minutes=0.2)
    assert rig.row(row_id).state == "unknown"
    assert rig.calls("conversations.history") == []
    rig.drain()
    assert len(rig.calls("conversations.history")) == 1
    assert len(rig.calls("chat.postMessage")) == 1


def test_a_doubtful_reply_is_found_in_its_thread(rig: Rig) -> None:
    parent = rig.put("order late")
    rig.drain()
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    reply = rig.put("nobody has claimed this", thread_of=parent)
    rig.drain()
    assert rig.texts() == ["order late", "nobody has claimed this"]
    assert len(rig.calls("conversations.replies")) == 1
    posted = rig.sandbox.workspace.channels["C0FEEDBACK"].messages[rig.row(reply).ts or ""].body
    assert posted["thread_ts"] == rig.row(parent).ts


def test_a_channel_that_cannot_be_read_back_leaves_it_to_the_lead(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    rig.sandbox.faults.order(Fault("conversations.history", error="missing_scope", times=9))
    row_id = rig.put("order late", priority=Priority.NOTICE)
    rig.drain()
    assert rig.texts() == ["order late"]
    assert "may have posted it or not" in rig.row(row_id).error
    assert rig.texts("D0CARA") == [f"undelivered {row_id}"]


@pytest.mark.parametrize(
    ("header", "seconds"), [("30", 30), (30, 30), ("1.5", 1.5), ("0", 0), ("soon", 30), ("nan", 30), ("-5", 0)]
)
def test_nothing_is_sent_before_slack_allows_it(rig: Rig, header: str | float, seconds: float) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", retry_after=header))
    rig.put("order late")
    start = rig.clock.monotonic()
    rig.drain()
    assert rig.texts() == ["order late"]
    assert rig.clock.monotonic() - start >= seconds


def test_a_rate_limit_without_a_time_waits_as_long_as_slacks_windows(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", status=429))
    rig.put("order late")
    start = rig.clock.monotonic()
    rig.drain()
    assert rig.texts() == ["order late"]
    assert rig.clock.monotonic() - start >= 30


def test_a_rate_limit_survives_a_restart(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", retry_after="120"))
    rig.put("order late")
    rig.drain(minutes=1)
    rig.sender = rig.new_sender()
    rig.drain(minutes=1)
    assert rig.texts() == []
    rig.drain(minutes=3)
    assert rig.texts() == ["order late"]


def test_a_message_nobody_needs_any_more_is_skipped(rig: Rig) -> None:
    row_id = rig.put("order late")
    del rig.says["order late"]
    rig.drain()
    assert rig.texts() == []
    assert (rig.row(row_id).state, rig.row(row_id).error) == ("skipped", "nothing to say any more")


def test_a_digest_that_comes_too_late_is_skipped_and_the_ledger_says_so(rig: Rig) -> None:
    row_id = rig.remind("call back", "C0TEAM", not_after=rig.clock.now() + timedelta(hours=3))
    rig.clock.advance(3 * 3600 + 1)
    rig.drain()
    assert rig.texts("C0TEAM") == []
    with rig.database.reading() as uow:
        [reminder] = ledger.items_of(uow, row_id)
    assert (reminder.state, reminder.reason) == ("skipped", "too late to be of use")


def test_one_message_that_cannot_be_rendered_stops_nobody_and_quotes_nobody(rig: Rig) -> None:
    broken = rig.put("broken")
    rig.says["broken"] = BROKEN
    rig.put("order late")
    rig.drain()
    assert rig.texts() == ["order late"]
    assert rig.row(broken).state == "failed"
    assert "KeyError, render" in rig.row(broken).error
    assert BROKEN not in rig.row(broken).error


def test_edits_collapse_and_show_the_last_state(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.drain()
    for text in ("claimed by Ana", "released", "claimed by Ben"):
        rig.change(row_id, "order late", text)
    rig.drain()
    assert rig.texts() == ["claimed by Ben"]
    assert len(rig.calls("chat.update")) == 1


@pytest.mark.parametrize("drop", ["before", "after"])
def test_a_doubtful_edit_is_simply_done_again(rig: Rig, drop: Literal["before", "after"]) -> None:
    row_id = rig.put("order late")
    rig.drain()
    rig.sandbox.faults.order(Fault("chat.update", drop=drop))
    rig.change(row_id, "order late", "claimed by Ana")
    rig.drain(minutes=0.1)
    rig.change(row_id, "order late", "claimed by Ben")
    rig.drain()
    assert rig.texts() == ["claimed by Ben"]
    assert rig.calls("conversations.history") == []


def test_a_change_while_the_post_is_in_doubt_is_shown_once_it_is_clear(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    row_id = rig.put("order late")
    rig.drain(minutes=0.1)
    rig.change(row_id, "order late", "claimed by Ana")
    rig.drain()
    assert rig.texts() == ["claimed by Ana"]


def test_an_edit_keeps_the_key_by_which_the_message_is_found(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.drain()
    rig.change(row_id, "order late", "claimed by Ana")
    rig.drain()
    message = rig.sandbox.workspace.channels["C0FEEDBACK"].messages[rig.row(row_id).ts or ""]
    assert message.metadata
    assert message.metadata["event_payload"] == {"key": rig.row(row_id).key}


def test_a_message_that_was_deleted_is_not_posted_anew(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.drain()
    rig.sandbox.workspace.channels["C0FEEDBACK"].remove(rig.row(row_id).ts or "")
    rig.change(row_id, "order late", "claimed by Ana")
    rig.drain()
    assert rig.texts() == []
    assert (rig.row(row_id).state, rig.row(row_id).error) == ("skipped", "message_not_found")
    assert rig.texts("D0CARA") == []


def test_a_channel_is_read_back_page_by_page_as_slowly_as_slack_wants(rig: Rig) -> None:
    """One page a minute, and each goes on where the last one ended."""
    channel = rig.sandbox.workspace.channels["C0FEEDBACK"]
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    row_id = rig.put("order late")
    rig.drain(minutes=0.1)
    for number in range(900):
        rig.sandbox.workspace.post(channel, {"user": "U0ANA", "text": f"chatter {number}"})
    for _ in range(4):
        rig.sandbox.faults.order(Fault("conversations.history", retry_after="60"))
        rig.sandbox.faults.order(Fault("conversations.history", delay_ms=1))
    rig.drain(minutes=10)
    assert rig.row(row_id).state == "sent"
    assert rig.texts().count("order late") == 1
    asked = [call["args"].get("cursor", "") for call in rig.calls("conversations.history") if call["ok"]]
    assert len(asked) == len(set(asked)) == 5


def test_a_page_that_slack_knows_no_more_is_looked_for_from_the_beginning(rig: Rig) -> None:
    channel = rig.sandbox.workspace.channels["C0FEEDBACK"]
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    row_id = rig.put("order late")
    rig.drain(minutes=0.1)
    for number in range(250):
        rig.sandbox.workspace.post(channel, {"user": "U0ANA", "text": f"chatter {number}"})
    rig.sandbox.faults.order(Fault("conversations.history", delay_ms=1))
    rig.sandbox.faults.order(Fault("conversations.history", error="invalid_cursor"))
    rig.drain()
    assert rig.row(row_id).state == "sent"
    assert rig.texts().count("order late") == 1


def test_a_reply_to_a_message_that_was_deleted_goes_to_the_channel(rig: Rig) -> None:
    parent = rig.put("order late")
    rig.drain()
    rig.sandbox.workspace.channels["C0FEEDBACK"].remove(rig.row(parent).ts or "")
    rig.put("nobody has claimed this", thread_of=parent)
    rig.drain()
    assert rig.texts() == ["nobody has claimed this"]


def test_a_reply_to_a_message_that_failed_goes_to_its_own_recipient(rig: Rig) -> None:
    rig.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action"))
    parent = rig.put("order late", priority=Priority.NOTICE)
    rig.put("nobody has claimed this", thread_of=parent)
    rig.drain()
    assert rig.texts() == ["nobody has claimed this"]
