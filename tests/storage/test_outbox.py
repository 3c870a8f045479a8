"""The outbox as a table: keys, turns, edits that collapse, and what a crash leaves."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import FEEDBACK, Backlog, OutboxRow, Priority
from storage import outbox
from storage.database import UnitOfWork
from tests.engines import open_database
from tests.fake_clock import MONDAY_NINE as NOW

READ_BACK_AFTER = timedelta(seconds=15)
METHODS = ("chat.postMessage", "chat.update", "conversations.history")


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "t.db")
    with database.unit_of_work() as unit:
        yield unit
    database.close()


def put(uow: UnitOfWork, subject: str = "1", **more: object) -> OutboxRow:
    arguments: dict[str, Any] = {"kind": "alert", "recipient": FEEDBACK, "now": NOW, **more}
    return row(uow, outbox.put(uow, subject=subject, **arguments))


def row(uow: UnitOfWork, row_id: int) -> OutboxRow:
    found = outbox.get(uow, row_id)
    assert found
    return found


def due(uow: UnitOfWork, seconds: float = 0, **more: object) -> OutboxRow | None:
    arguments: dict[str, Any] = {"methods": METHODS, **more}
    return outbox.next_due(uow, NOW + timedelta(seconds=seconds), **arguments)


def sent(uow: UnitOfWork, post: OutboxRow) -> OutboxRow:
    assert outbox.start(uow, post, "C1", NOW)
    outbox.settle_sent(uow, post, "C1", "1.000", NOW)
    return row(uow, post.id)


def edits(uow: UnitOfWork, post: OutboxRow) -> list[str]:
    return [found["state"] for found in uow.rows("SELECT state FROM outbox WHERE edits = ? ORDER BY id", (post.id,))]


def test_a_key_is_put_once(uow: UnitOfWork) -> None:
    first = put(uow, key="digest-1")
    again = put(uow, key="digest-1", subject="2")
    assert again == first


def test_every_row_without_a_key_is_its_own_message(uow: UnitOfWork) -> None:
    assert put(uow).key != put(uow).key


def test_alerts_go_before_edits_before_digests_and_the_older_first(uow: UnitOfWork) -> None:
    digest = put(uow, "digest", priority=Priority.DIGEST)
    alerts = [put(uow, name, priority=Priority.ALERT) for name in ("first", "second")]
    posted = sent(uow, put(uow, "posted"))
    outbox.refresh(uow, posted.id, NOW)
    turns = []
    while found := due(uow):
        turns.append("edit" if found.edits else found.subject)
        outbox.settle(uow, found, "skipped", "", NOW)
    assert turns == ["first", "second", "edit", "digest"]
    assert digest.id < alerts[0].id


def test_nothing_is_due_before_its_time(uow: UnitOfWork) -> None:
    put(uow, not_before=NOW + timedelta(seconds=30))
    assert due(uow, 29.9) is None
    assert outbox.next_moment(uow, NOW) == NOW + timedelta(seconds=30)
    assert due(uow, 30)


def test_a_busy_recipient_or_method_lets_others_go_first(uow: UnitOfWork) -> None:
    put(uow, "alert", priority=Priority.ALERT)
    other = put(uow, "other", recipient="U0ANA")
    assert due(uow, busy=[FEEDBACK]) == other
    assert due(uow, methods=["chat.update"]) is None


def test_a_reply_waits_until_what_it_replies_to_is_settled(uow: UnitOfWork) -> None:
    parent = put(uow, not_before=NOW + timedelta(hours=1))
    reply = put(uow, "reply", thread_of=parent.id)
    assert due(uow) is None
    outbox.settle(uow, parent, "failed", "is_archived", NOW)
    assert due(uow) == reply


def test_a_change_before_the_post_needs_no_edit(uow: UnitOfWork) -> None:
    post = put(uow)
    outbox.refresh(uow, post.id, NOW)
    assert edits(uow, post) == []


def test_changes_after_the_post_collapse_into_one_edit(uow: UnitOfWork) -> None:
    post = sent(uow, put(uow))
    for _ in range(3):
        outbox.refresh(uow, post.id, NOW)
    assert edits(uow, post) == ["pending"]


@pytest.mark.parametrize("state", ["sending", "unknown"])
def test_an_edit_waits_while_its_message_is_on_its_way(uow: UnitOfWork, state: str) -> None:
    post = put(uow)
    outbox.start(uow, post, "C1", NOW)
    if state == "unknown":
        outbox.settle_unknown(uow, post, "timeout", NOW + timedelta(hours=1))
    outbox.refresh(uow, post.id, NOW)
    assert due(uow) is None
    outbox.settle_sent(uow, post, "C1", "1.000", NOW)
    edit = due(uow)
    assert edit
    assert edit.edits == post.id


def test_a_change_while_an_edit_is_on_its_way_becomes_the_next_edit(uow: UnitOfWork) -> None:
    post = sent(uow, put(uow))
    outbox.refresh(uow, post.id, NOW)
    first = due(uow)
    assert first
    outbox.start(uow, first, "C1", NOW)
    outbox.refresh(uow, post.id, NOW)
    assert edits(uow, post) == ["sending", "pending"]
    outbox.send_again(uow, first, "ratelimited", NOW + timedelta(seconds=30))
    assert edits(uow, post) == ["skipped", "pending"]
    assert due(uow, 29) is None


def test_an_edit_is_dropped_when_its_message_is_sent_afresh(uow: UnitOfWork) -> None:
    post = put(uow)
    outbox.start(uow, post, "C1", NOW)
    outbox.settle_unknown(uow, post, "timeout", NOW)
    outbox.refresh(uow, post.id, NOW)
    outbox.send_again(uow, post, "not found", NOW)
    outbox.start(uow, post, "C1", NOW)
    assert edits(uow, post) == ["skipped"]


def test_edits_go_with_a_message_that_failed(uow: UnitOfWork) -> None:
    post = put(uow)
    outbox.start(uow, post, "C1", NOW)
    outbox.refresh(uow, post.id, NOW)
    outbox.settle(uow, post, "failed", "is_archived", NOW)
    assert edits(uow, post) == ["skipped"]
    outbox.refresh(uow, post.id, NOW)
    assert edits(uow, post) == ["skipped"]


def test_a_row_is_started_once(uow: UnitOfWork) -> None:
    post = put(uow)
    assert outbox.start(uow, post, "C1", NOW)
    assert not outbox.start(uow, post, "C1", NOW)
    assert row(uow, post.id).attempts == 1


def test_a_message_can_be_withdrawn_until_it_is_on_its_way(uow: UnitOfWork) -> None:
    waiting, going = put(uow, "waiting"), put(uow, "going")
    outbox.start(uow, going, "C1", NOW)
    assert outbox.withdraw(uow, waiting.id, "undone", NOW)
    assert not outbox.withdraw(uow, going.id, "undone", NOW)
    assert row(uow, waiting.id).state == "skipped"


def test_after_a_crash_a_post_is_unknown_and_an_edit_is_done_again(uow: UnitOfWork) -> None:
    post = sent(uow, put(uow))
    outbox.refresh(uow, post.id, NOW)
    edit = due(uow)
    assert edit
    outbox.start(uow, edit, "C1", NOW)
    other = put(uow, "other")
    outbox.start(uow, other, "C2", NOW)
    assert outbox.recover(uow, NOW + timedelta(seconds=5), READ_BACK_AFTER) == 2
    assert (row(uow, edit.id).state, row(uow, other.id).state) == ("pending", "unknown")
    assert row(uow, other.id).not_before == NOW + READ_BACK_AFTER


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_clock_that_was_set_does_not_put_off_the_read_back(uow: UnitOfWork, hours: int) -> None:
    post = put(uow)
    outbox.start(uow, post, "C1", NOW)
    later = NOW + timedelta(hours=hours)
    outbox.recover(uow, later, READ_BACK_AFTER)
    assert later <= row(uow, post.id).not_before <= later + READ_BACK_AFTER


def test_the_backlog_counts_what_is_on_its_way(uow: UnitOfWork) -> None:
    put(uow, "pending")
    sending, unknown = put(uow, "sending"), put(uow, "unknown")
    outbox.start(uow, sending, "C1", NOW)
    outbox.settle_unknown(uow, unknown, "timeout", NOW)
    outbox.settle(uow, put(uow, "failed"), "failed", "is_archived", NOW)

    outbox.put(uow, kind=MessageKind.BACK, subject="1", recipient="U1", now=NOW, not_before=NOW + timedelta(hours=3))

    assert outbox.backlog(uow, NOW) == Backlog(pending=1, sending=1, unknown=1), "what is for later is not on its way"


def test_a_newer_edit_waits_as_long_as_the_one_that_it_stands_for_has_to(uow: UnitOfWork) -> None:
    post = sent(uow, put(uow))
    outbox.refresh(uow, post.id, NOW)
    first = due(uow)
    assert first
    outbox.start(uow, first, "C1", NOW)
    outbox.refresh(uow, post.id, NOW + timedelta(seconds=60))
    outbox.send_again(uow, first, "ratelimited", NOW + timedelta(seconds=90))
    assert due(uow, 89) is None
    assert due(uow, 90)


def test_what_a_clock_that_was_ahead_made_wait_is_due_and_what_is_for_later_is_not(uow: UnitOfWork) -> None:
    later = NOW + timedelta(days=7)
    tried = put(uow)
    outbox.send_again(uow, tried, "internal_error", later + timedelta(seconds=30))
    assert due(uow)
    outbox.settle(uow, tried, "skipped", "", NOW)

    outbox.put(
        uow, kind=MessageKind.BACK, subject="1", recipient="U1", now=later, not_before=later + timedelta(hours=3)
    )
    assert due(uow) is None
