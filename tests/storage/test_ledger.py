"""The reminder ledger: once for each person and day, and what became of it."""

import itertools
import sqlite3
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.domain.message_kinds import MessageKind
from storage import ledger, outbox
from storage.database import UnitOfWork
from storage.engines.fts5 import Fts5
from storage.engines.sqlite import SqliteDatabase
from tests.engines import open_database
from tests.fake_clock import MONDAY_NINE as NOW

TODAY = date(2026, 11, 23)


@pytest.fixture
def uow(tmp_path: Path) -> Iterator[UnitOfWork]:
    database = open_database(tmp_path / "t.db")
    with database.unit_of_work() as unit:
        yield unit
    database.close()


def digest(uow: UnitOfWork, *subjects: str, recipient: str = "U0ANA") -> int:
    row_id = outbox.put(uow, kind=MessageKind.DIGEST, subject=recipient, recipient=recipient, now=NOW)
    for subject in subjects:
        what: dict[str, Any] = {"kind": "follow-up", "subject": subject, "recipient": recipient}
        assert ledger.queue(uow, **what, local_date=TODAY, outbox_id=row_id, now=NOW)
    return row_id


def states(uow: UnitOfWork) -> list[tuple[str, str]]:
    return [(found.state, found.reason) for found in ledger.of_day(uow, TODAY)]


def test_a_reminder_is_queued_once_for_a_person_and_day(uow: UnitOfWork) -> None:
    row_id = digest(uow, "1")
    what: dict[str, Any] = {"kind": "follow-up", "subject": "1", "outbox_id": row_id, "now": NOW}
    assert not ledger.queue(uow, **what, recipient="U0ANA", local_date=TODAY)
    assert ledger.queue(uow, **what, recipient="U0BEN", local_date=TODAY)
    assert ledger.queue(uow, **what, recipient="U0ANA", local_date=TODAY + timedelta(days=1))


def test_a_skipped_reminder_says_why_and_is_not_queued_again(uow: UnitOfWork) -> None:
    skip = partial(ledger.skip, kind="birthday", subject="7", recipient="U0ANA", local_date=TODAY, now=NOW)
    queue = partial(ledger.queue, kind="birthday", subject="7", recipient="U0ANA", local_date=TODAY, now=NOW)
    assert skip(uow, reason="declined")
    assert not queue(uow, outbox_id=digest(uow))
    assert states(uow) == [("skipped", "declined")]


def test_a_message_carries_its_reminders_in_order(uow: UnitOfWork) -> None:
    row_id = digest(uow, "3", "1", "2")
    assert [found.subject for found in ledger.items_of(uow, row_id)] == ["3", "1", "2"]


@pytest.mark.parametrize(("minutes", "state"), [(0, "sent"), (29, "sent"), (31, "late")])
def test_reminders_are_sent_or_late_by_when_they_were_due(uow: UnitOfWork, minutes: int, state: str) -> None:
    row_id = digest(uow, "1", "2")
    ledger.settle_sent(uow, row_id, NOW + timedelta(minutes=minutes))
    assert states(uow) == [(state, ""), (state, "")]


def test_a_reminder_queued_late_is_late(uow: UnitOfWork) -> None:
    row_id = outbox.put(uow, kind=MessageKind.DIGEST, subject="U0ANA", recipient="U0ANA", now=NOW)
    due = NOW - timedelta(hours=3)
    what: dict[str, Any] = {"kind": "follow-up", "subject": "1", "recipient": "U0ANA"}
    ledger.queue(uow, **what, local_date=TODAY, outbox_id=row_id, now=NOW, due=due)
    ledger.settle_sent(uow, row_id, NOW)
    assert states(uow) == [("late", "")]


def test_reminders_fail_with_their_message_and_its_reason(uow: UnitOfWork) -> None:
    row_id = digest(uow, "1")
    ledger.settle(uow, row_id, "failed", "is_archived", NOW)
    ledger.settle_sent(uow, row_id, NOW)
    assert states(uow) == [("failed", "is_archived")]


def test_a_persons_reminders_are_found_newest_day_first(uow: UnitOfWork) -> None:
    digest(uow, "1")
    digest(uow, "2", recipient="U0BEN")
    tomorrow: dict[str, Any] = {
        "kind": "birthday",
        "subject": "3",
        "recipient": "U0ANA",
        "local_date": TODAY + timedelta(days=1),
    }
    ledger.skip(uow, **tomorrow, reason="away", now=NOW)
    assert [found.subject for found in ledger.of_person(uow, "U0ANA", TODAY)] == ["3", "1"]


@pytest.mark.parametrize(
    ("state", "is_told"), [("queued", True), ("sent", True), ("late", True), ("skipped", False), ("failed", False)]
)
def test_who_was_told_late_or_is_about_to_be_told_counts_as_told(uow: UnitOfWork, state: str, is_told: bool) -> None:  # noqa: FBT001  # pytest passes it
    row_id = digest(uow, "1")
    if state in {"sent", "late"}:
        ledger.settle_sent(uow, row_id, NOW + timedelta(hours=state == "late"))
    elif state != "queued":
        ledger.settle(uow, row_id, state, "a reason", NOW)
    assert states(uow)[0][0] == state
    told = ledger.last_told(uow, kind="follow-up", subjects=["1", "2"], recipient="U0ANA")
    assert told == ({"1": TODAY} if is_told else {})


def test_asking_for_the_last_days_takes_no_more_work_after_a_year(tmp_path: Path) -> None:
    """It is asked every minute."""
    database = SqliteDatabase(tmp_path / "years.db")
    week, work = TODAY - timedelta(days=7), []
    for days in (8, 365):
        with database.unit_of_work() as unit:
            for back in range(days):
                day = TODAY - timedelta(days=back)
                what = {"kind": MessageKind.DIGEST, "subject": "U0ANA", "recipient": "U0ANA"}
                ledger.skip(unit, **what, local_date=day, reason="nothing to do", now=NOW)
        with sqlite3.connect(database.path) as connection:
            connection.row_factory = sqlite3.Row
            work.append(steps(connection, lambda asking: ledger.noted_since(asking, (MessageKind.DIGEST,), week)))
    database.close()
    assert work[1] <= work[0] * 1.1


def steps(connection: sqlite3.Connection, ask: Callable[[UnitOfWork], Collection[object]]) -> int:
    """How many steps of its machine SQLite takes to answer; there has to be an answer."""
    taken = itertools.count()
    connection.set_progress_handler(lambda: next(taken) < 0, 1)
    assert ask(UnitOfWork(connection, Fts5()))
    connection.set_progress_handler(None, 1)
    return next(taken)
