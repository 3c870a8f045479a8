"""The messages of the outbox that Slack refused for good, and taking one up once more."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.outbox import MAY_BE_THERE, TAKEN_UP, UNDELIVERED, OutboxRow
from storage import ledger, outbox
from storage.database import UnitOfWork
from storage.instants import instant_text

KEPT = timedelta(days=30)
"""So long what failed can be sent again; later it is old news."""


def every(uow: UnitOfWork, now: datetime) -> list[OutboxRow]:
    """What failed in the last KEPT and is still worth sending, the latest first.

    Without the edits of messages that are not there, and without what was to tell the lead of a failure.
    """
    rows = uow.rows(
        "SELECT id FROM outbox AS o WHERE state = 'failed' AND settled_at > ? AND kind != ?"
        " AND (not_after IS NULL OR not_after >= ?)"
        " AND (edits IS NULL OR (SELECT state FROM outbox WHERE id = o.edits) = 'sent')"
        " ORDER BY settled_at DESC, id DESC",
        (instant_text(now - KEPT), UNDELIVERED, instant_text(now)),
    )
    return [message for row in rows if (message := outbox.get(uow, row["id"]))]


def take_up(uow: UnitOfWork, message: OutboxRow, now: datetime) -> None:
    """Try it once more, with its reminders. One that was on its way to a channel is looked for there first."""
    afresh = replace(message, refused_since=None)
    if message.channel is None:
        outbox.send_again(uow, afresh, "", now)
    else:
        outbox.settle_unknown(uow, afresh, message.error if _is_doubtful(message) else TAKEN_UP, now)
    ledger.take_up(uow, message.id)
    uow.has_mail = True


def _is_doubtful(message: OutboxRow) -> bool:
    return message.error.startswith(MAY_BE_THERE)
