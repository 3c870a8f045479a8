"""The auditor sees what hangs, says so once, and says when it is mended."""

from datetime import datetime, timedelta
from functools import partial

from bot.domain.message_kinds import MessageKind
from bot.domain.problems import Problem
from bot.sandbox.wire.faults import Fault
from jobs.auditor import audit
from storage import alarms, failed_messages, ledger, on_show, outbox
from storage.database import UnitOfWork
from tests.faults.rig import Rig


def codes(rig: Rig) -> list[str]:
    return [problem.code for problem in audit(rig.database, rig.clock.now())]


def test_all_is_well_when_everything_was_sent(rig: Rig) -> None:
    rig.put("order late")
    rig.remind("call back", "C0TEAM")
    rig.drain()
    rig.clock.advance(86_400)
    assert codes(rig) == []


def test_a_message_of_tomorrow_is_no_problem(rig: Rig) -> None:
    rig.put("order late", not_before=rig.clock.now() + timedelta(hours=20))
    rig.clock.advance(3600)
    assert codes(rig) == []


def test_messages_that_do_not_get_through_are_a_problem_and_so_are_their_reminders(rig: Rig) -> None:
    rig.remind("call back", "C0TEAM")
    rig.remind("call again", "C0TEAM")
    rig.client.base_url = "http://127.0.0.1:9/api/"
    rig.drain(minutes=14)
    assert codes(rig) == []
    rig.drain(minutes=10)
    assert codes(rig) == ["waiting", "unexplained"]


def test_a_message_in_doubt_for_long_is_a_problem(rig: Rig) -> None:
    rig.put("order late")
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    rig.sandbox.faults.order(Fault("conversations.history", status=503, times=1000))
    rig.drain(minutes=20)
    assert codes(rig) == ["doubtful"]


def test_a_reminder_whose_message_was_settled_without_it_is_a_problem(rig: Rig) -> None:
    row_id = rig.remind("call back", "C0TEAM")
    rig.drain()
    with rig.database.unit_of_work() as uow:
        day, now = rig.clock.now().date(), rig.clock.now()
        reminder = partial(ledger.queue, kind="follow-up", subject="2", recipient="C0TEAM")
        reminder(uow, local_date=day, outbox_id=row_id, now=now)
    assert codes(rig) == ["unexplained"]


def test_what_the_lead_could_not_be_told_is_a_problem(rig: Rig) -> None:
    rig.put("order late")
    rig.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action", times=5))
    rig.drain()
    [problem] = audit(rig.database, rig.clock.now())

    assert problem.code == "untold"
    assert problem.sentence == (
        "2 messages could not be delivered: 1 to the leads, 1 to the feedback channel. The workspace does not let "
        "Rapport post there. An admin can allow it. `/rapport status` lists what can be sent again."
    )


def test_the_warning_ends_once_nothing_is_left_to_send_and_is_not_told_late(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action", times=3))
    rig.drain()
    rig.sandbox.faults.order(Fault("chat.postMessage", error="restricted_action", times=2))
    assert codes(rig) == ["untold"]
    rig.drain()
    with rig.database.unit_of_work() as uow:
        for failed in failed_messages.every(uow, rig.clock.now()):
            if failed.kind != MessageKind.ALARM:
                failed_messages.take_up(uow, failed, rig.clock.now())
    rig.sandbox.faults.clear()
    rig.drain()

    assert rig.row(row_id).state == "sent"
    assert codes(rig) == []
    with rig.database.reading() as uow:
        assert failed_messages.every(uow, rig.clock.now()) == []


def test_an_edit_of_what_is_withheld_on_purpose_is_no_message_that_waits(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.drain()
    with rig.database.unit_of_work() as uow:
        on_show.withhold(uow, row_id, rig.clock.now())
        outbox.refresh(uow, row_id, rig.clock.now())
    rig.clock.advance(3600)

    assert codes(rig) == []


def test_the_lead_is_told_once_and_again_when_it_is_mended(rig: Rig) -> None:
    rig.put("order late")
    rig.sandbox.faults.order(Fault("chat.postMessage", drop="after"))
    rig.sandbox.faults.order(Fault("conversations.history", status=503, times=1000))
    rig.drain(minutes=20)
    for _ in range(3):
        audit(rig.database, rig.clock.now())
        rig.drain(minutes=5)
    assert rig.texts("D0CARA") == ["alarm doubtful"]
    rig.sandbox.faults.clear()
    rig.drain()
    assert codes(rig) == []
    rig.drain()
    assert rig.texts("D0CARA") == ["alarm doubtful, mended"]


def test_an_alarm_that_is_mended_before_it_could_be_told_is_not_told(rig: Rig) -> None:
    row_id = rig.put("order late")
    rig.clock.advance(3600)
    assert codes(rig) == ["waiting"]
    with rig.database.unit_of_work() as uow:
        assert outbox.withdraw(uow, row_id, "undone", rig.clock.now())
    assert codes(rig) == []
    rig.drain()
    assert rig.texts("D0CARA") == []


def _finding(wrong: list[Problem], _uow: UnitOfWork, _now: datetime) -> list[Problem]:
    return wrong


def test_the_same_problem_later_is_a_new_alarm(rig: Rig) -> None:
    trouble = Problem("digests", "No digest was computed today.")
    for wrong in ([trouble], [], [trouble]):
        audit(rig.database, rig.clock.now(), [partial(_finding, wrong)])
        rig.drain()
    assert rig.texts("D0CARA") == ["alarm digests, mended", "alarm digests"]
    with rig.database.reading() as uow:
        assert [alarm.problem for alarm in alarms.unmended(uow)] == [trouble]


def test_a_message_that_is_always_put_off_again_is_a_problem_although_it_is_never_due(rig: Rig) -> None:
    """Refused and refused: each time it is to be tried a few minutes later."""
    rig.sandbox.faults.order(Fault("chat.postMessage", error="some_new_refusal", times=1000))
    row_id = rig.put("order late")
    rig.drain(minutes=14)
    assert codes(rig) == []
    rig.drain(minutes=6)
    assert rig.row(row_id).not_before > rig.clock.now()
    assert codes(rig) == ["waiting"]
