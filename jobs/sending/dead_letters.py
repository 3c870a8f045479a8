"""What Slack refuses for good does not vanish: the ledger says why, and the lead is told and can have it sent again."""

from datetime import datetime

from bot.domain.message_kinds import ABOUT_FAILURES, MessageKind
from bot.domain.outbox import LEAD, OutboxRow, Priority
from bot.slack.codes import sentence
from bot.use_cases.failed_messages import correct
from storage import failed_messages, ledger, outbox
from storage.database import UnitOfWork


def fail(uow: UnitOfWork, row: OutboxRow, reason: str, now: datetime) -> None:
    """Settle a row as failed and tell the lead why; an alert goes to the lead's direct message itself.

    `reason` is Slack's error code or a sentence. What fails on its way to the lead stays in /rapport status; of an
    alert that failed there too, whoever logged its cause is told.
    """
    outbox.settle(uow, row, "failed", reason, now)
    ledger.settle(uow, row.id, "failed", sentence(reason), now)
    correct(uow, row, now)
    if row.kind in ABOUT_FAILURES:
        return
    if row.recipient == LEAD:
        _tell_who_logged(uow, row, now)
        return
    if row.priority is Priority.ALERT:
        key = f"{row.key}-lead"
        outbox.put(uow, kind=row.kind, subject=row.subject, recipient=LEAD, now=now, priority=row.priority, key=key)
    outbox.put(uow, kind=MessageKind.UNDELIVERED, subject=str(row.id), recipient=LEAD, now=now)


def skip(uow: UnitOfWork, row: OutboxRow, reason: str, now: datetime) -> None:
    """Settle a row as not worth sending any more, and its reminders with it."""
    outbox.settle(uow, row, "skipped", reason, now)
    ledger.settle(uow, row.id, "skipped", reason, now)
    correct(uow, row, now)


def _tell_who_logged(uow: UnitOfWork, row: OutboxRow, now: datetime) -> None:
    """Nobody else knows of it: once, however often the alert is tried and refused."""
    person = failed_messages.who_logged(uow, row) if row.kind == MessageKind.ALERT and not row.edits else None
    if person:
        key = f"{row.key}-unheard"
        outbox.put(
            uow,
            kind=MessageKind.UNHEARD,
            subject=row.subject,
            recipient=person,
            now=now,
            priority=Priority.ALERT,
            key=key,
        )
