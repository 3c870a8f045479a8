"""The messages of the outbox that Slack refused for good, and taking one up once more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from sqlite3 import Row

from bot.domain.message_kinds import ABOUT_FAILURES
from bot.domain.outbox import LEAD, MAY_BE_THERE, TAKEN_UP, OutboxRow
from storage import ledger, outbox
from storage.conditions import none_of
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

KEPT = timedelta(days=30)
"""So long what failed can be sent again; later it is old news."""


def every(uow: UnitOfWork, now: datetime) -> list[OutboxRow]:
    """What failed in the last KEPT and is still worth sending, the latest first.

    Without the edits of messages that are not there, and without what was to tell somebody of a failure.
    """
    where, kinds = none_of("kind", ABOUT_FAILURES)
    rows = uow.rows(
        f"SELECT id FROM outbox AS o WHERE state = 'failed' AND settled_at > ? AND {where}"  # noqa: S608  # question marks
        " AND (not_after IS NULL OR not_after >= ?)"
        " AND (edits IS NULL OR (SELECT state FROM outbox WHERE id = o.edits) = 'sent')"
        " ORDER BY settled_at DESC, id DESC",
        (instant_text(now - KEPT), *kinds, instant_text(now)),
    )
    return _in_order(uow, rows)


def unheard(uow: UnitOfWork, now: datetime) -> list[OutboxRow]:
    """The alerts of open follow-ups that reached nobody in the last KEPT: of each the one to the leads, by age."""
    rows = uow.rows(
        "SELECT o.id FROM outbox AS o JOIN followups AS f ON o.subject = CAST(f.id AS TEXT) WHERE f.status = 'open'"
        " AND o.kind = 'alert' AND o.recipient = ? AND o.edits IS NULL AND o.state = 'failed' AND o.settled_at > ?"
        " AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.kind = 'alert' AND other.subject = o.subject"
        " AND other.edits IS NULL AND other.state != 'failed') ORDER BY o.id",
        (LEAD, instant_text(now - KEPT)),
    )
    return _in_order(uow, rows)


def who_logged(uow: UnitOfWork, alert: OutboxRow) -> str | None:
    """The person behind what an alert is about."""
    row = uow.row("SELECT created_by FROM followups WHERE CAST(id AS TEXT) = ?", (alert.subject,))
    return row["created_by"] if row else None


def last_post(uow: UnitOfWork) -> datetime | None:
    """When Slack took a message last; edits say nothing of whether it does."""
    row = uow.row("SELECT max(settled_at) AS at FROM outbox WHERE state = 'sent' AND edits IS NULL")
    return instant(row["at"]) if row else None


def take_up(uow: UnitOfWork, message: OutboxRow, now: datetime) -> None:
    """Try it once more, with its reminders. One that was on its way to a channel is looked for there first."""
    afresh = replace(message, refused_since=None)
    if message.channel is None:
        outbox.send_again(uow, afresh, "", now)
    else:
        outbox.settle_unknown(uow, afresh, message.error if _is_doubtful(message) else TAKEN_UP, now)
    ledger.take_up(uow, message.id)
    uow.has_mail = True


def _in_order(uow: UnitOfWork, rows: Sequence[Row]) -> list[OutboxRow]:
    ids = [row["id"] for row in rows]
    found = outbox.by_id(uow, ids)
    return [found[message_id] for message_id in ids]


def _is_doubtful(message: OutboxRow) -> bool:
    return message.error.startswith(MAY_BE_THERE)
