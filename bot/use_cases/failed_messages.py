"""Messages that failed for good: which they are, sending one again, letting one be."""

from datetime import datetime

from bot.domain.errors import ConflictError
from bot.domain.outbox import UNDELIVERED, OutboxRow
from bot.use_cases.work import Work
from storage import failed_messages, outbox
from storage.database import UnitOfWork

LET_BE = "it was decided to let it be"
"""Why a message that failed is not sent any more."""


def failed(work: Work) -> list[OutboxRow]:
    """What failed and can be sent again, the latest first."""
    return failed_messages.every(work.uow, work.now)


def send_again(work: Work, message_id: int) -> OutboxRow:
    """Try one once more, with the reminders it carries; what may be in Slack after all is looked for first.

    Gives it as it was. Raises ConflictError where it is on its way, delivered or let be already.
    """
    message = _failed(work, message_id)
    _take_up(work, message)
    return message


def send_all_again(work: Work) -> list[OutboxRow]:
    """Try every one of them once more, the oldest first."""
    messages = failed(work)[::-1]
    for message in messages:
        _take_up(work, message)
    return messages


def let_be(work: Work, message_id: int) -> OutboxRow:
    """It is not sent any more; the ledger keeps why its reminders failed. Raises ConflictError, as above."""
    message = _failed(work, message_id)
    outbox.settle(work.uow, message, "skipped", LET_BE, work.now)
    correct(work.uow, message, work.now)
    work.record("message let be", ("message", message.id), None)
    return message


def correct(uow: UnitOfWork, message: OutboxRow, now: datetime) -> None:
    """Have what the leads were told of a message edited: it is otherwise now."""
    for notice in outbox.posts(uow, UNDELIVERED, str(message.id)):
        outbox.refresh(uow, notice.id, now)


def _take_up(work: Work, message: OutboxRow) -> None:
    failed_messages.take_up(work.uow, message, work.now)
    correct(work.uow, message, work.now)
    work.record("message sent again", ("message", message.id), None)


def _failed(work: Work, message_id: int) -> OutboxRow:
    found = next((message for message in failed(work) if message.id == message_id), None)
    if found is None:
        raise ConflictError(
            "This message is on its way, delivered or let be already. `/rapport status` lists the others."
        )
    return found
