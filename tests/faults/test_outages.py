"""An hour without Slack, a database that cannot be written, and stopping: late or explained, never lost."""

import sqlite3
from collections import Counter
from datetime import timedelta

import pytest

from bot.sandbox.wire.faults import Fault
from bot.sandbox.world.staff import BOT_TOKEN
from bot.slack.delivery import posting_client
from jobs.sending.pacing import CHANNEL, Pacing, Rate
from storage import ledger
from tests.faults.lossy import Lossy
from tests.faults.rig import Rig, crowd

PEOPLE = 30


def states(rig: Rig) -> Counter[str]:
    """What the ledger says of today's reminders."""
    with rig.database.reading() as uow:
        return Counter(reminder.state for reminder in ledger.of_day(uow, rig.clock.now().date()))


def morning(rig: Rig, worth: timedelta) -> list[str]:
    """Everybody's digest, worth sending for so long."""
    channels = crowd(rig.sandbox, PEOPLE)
    for channel in channels:
        rig.remind(f"digest of {channel}", channel, not_after=rig.clock.now() + worth)
    return channels


def everybody(rig: Rig, channels: list[str]) -> Counter[str]:
    return Counter(text for channel in channels for text in rig.texts(channel))


@pytest.mark.parametrize("status", [503, 429])
def test_after_an_hour_without_slack_digests_arrive_late_and_once(rig: Rig, status: int) -> None:
    channels = morning(rig, timedelta(hours=8))
    rig.sandbox.faults.order(Fault("*", status=status, times=100_000))
    rig.drain(minutes=60)
    rig.sandbox.faults.clear()
    rig.drain()
    assert everybody(rig, channels) == Counter(f"digest of {channel}" for channel in channels)
    assert states(rig) == {"late": PEOPLE}


def test_after_an_hour_without_slack_digests_of_no_use_are_skipped_and_explained(rig: Rig) -> None:
    channels = morning(rig, timedelta(minutes=45))
    rig.client.base_url = "http://127.0.0.1:9/api/"
    rig.drain(minutes=60)
    rig.client.base_url = f"{rig.base_url}/api/"
    rig.drain()
    assert not everybody(rig, channels)
    assert states(rig) == {"skipped": PEOPLE}


def test_a_short_outage_makes_nothing_late(rig: Rig) -> None:
    morning(rig, timedelta(hours=8))
    rig.sandbox.faults.order(Fault("*", status=503, times=5))
    rig.drain(minutes=20)
    assert states(rig) == {"sent": PEOPLE}


def test_an_hour_without_slack_leaves_one_message_in_doubt(rig: Rig) -> None:
    """And so few calls that nobody would notice them: the line is tried, the messages are not."""
    morning(rig, timedelta(hours=8))
    rig.sandbox.faults.order(Fault("*", status=503, times=100_000))
    rig.drain(minutes=60)
    assert len(rig.calls("chat.postMessage")) == 1
    assert len(rig.sandbox.traffic.entries(kind="api")) < 150


def test_posting_that_fails_while_the_rest_of_slack_works_is_tried_ever_more_rarely(rig: Rig) -> None:
    channels = morning(rig, timedelta(hours=8))
    rig.sandbox.faults.order(Fault("chat.postMessage", status=503, times=100_000))
    rig.drain(minutes=60)
    assert len(rig.calls("chat.postMessage")) < 150
    rig.sandbox.faults.clear()
    rig.drain(minutes=60)
    assert everybody(rig, channels) == Counter(f"digest of {channel}" for channel in channels)


def test_an_alert_is_not_held_up_by_a_channel_that_cannot_be_read_back(rig: Rig) -> None:
    rig.put("in doubt", "C0TEAM")
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    rig.sandbox.faults.order(Fault("conversations.history", status=503, times=100_000))
    rig.drain(minutes=2)
    rig.put("order late")
    rig.drain(minutes=0.1)
    assert rig.texts() == ["order late"]


@pytest.mark.engine("sqlite")  # whose whole file another program has locked
def test_what_slack_answered_is_not_forgotten_when_the_database_is_locked(rig: Rig) -> None:
    """Locked between the call and the note of it: noted later, not sent again."""
    other = sqlite3.connect(rig.path, isolation_level=None, check_same_thread=False)

    def lock(method: str, phase: str) -> None:
        if (method, phase) == ("chat.postMessage", "done"):
            other.execute("BEGIN IMMEDIATE")

    with Lossy(rig.base_url, rig.clock, on_call=lock) as proxy:
        rig.sender = rig.new_sender(posting_client(BOT_TOKEN, f"{proxy.base_url}/api/"))
        row_id = rig.put("order late")
        rig.drain(minutes=0.01)
        assert rig.row(row_id).state == "sending"
        other.execute("ROLLBACK")
        rig.drain()
    other.close()
    assert rig.row(row_id).state == "sent"
    assert rig.texts() == ["order late"]
    assert len(rig.calls("chat.postMessage")) == 1
    assert not rig.calls("conversations.history")


@pytest.mark.engine("sqlite")  # as above
def test_nothing_is_sent_that_cannot_be_noted_before(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.drain(minutes=0)
    rig.put("order lost")
    with sqlite3.connect(rig.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        rig.drain(minutes=0.01)
        other.execute("ROLLBACK")
    assert rig.texts() == ["order late"]
    assert rig.row(row_id).state == "sent"
    rig.drain()
    assert rig.texts() == ["order late", "order lost"]


def test_control_a_call_made_before_it_is_noted_is_repeated(rig: Rig) -> None:
    """What would happen if the row were marked only after the call: the crash between the two sends it twice."""
    row_id = rig.put("order late")
    rig.drain()
    with rig.database.unit_of_work() as uow:
        uow.execute("UPDATE outbox SET state = 'pending', ts = NULL WHERE id = ?", (row_id,))
    rig.sender = rig.new_sender()
    rig.drain()
    assert rig.texts() == ["order late", "order late"]


def test_the_thread_sends_what_it_is_woken_for_and_stops(rig: Rig) -> None:
    fast = Pacing(rig.clock, {method: Rate(0) for method in Pacing(rig.clock).methods}, CHANNEL)
    rig.sender = rig.new_sender(pacing=fast)
    rig.sender.start()
    rig.put("order late")
    rig.sender.wake()
    rig.put("order lost", "C0TEAM")
    rig.sender.stop()
    assert (rig.texts(), rig.texts("C0TEAM")) == (["order late"], ["order lost"])
    assert rig.sender.idle()


def test_it_is_not_idle_while_something_is_due(rig: Rig) -> None:
    rig.put("order late")
    assert not rig.sender.idle()
    rig.drain()
    assert rig.sender.idle()
    rig.put("order lost", not_before=rig.clock.now() + timedelta(hours=1))
    assert rig.sender.idle()
