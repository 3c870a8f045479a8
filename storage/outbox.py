"""The outbox: messages to Slack, written in the transaction of the facts that cause them, and edits of them.

A row goes pending → sending → sent, failed or skipped; → unknown while it is not clear whether Slack has it, until the
channel was read back. An edit collapses into the edit that is waiting already, or into a post that is yet to be sent.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from sqlite3 import Row
from typing import Any
from uuid import uuid4

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import Backlog, OutboxRow, Priority, in_thread
from storage.conditions import none_of, one_of, portions
from storage.database import UnitOfWork
from storage.instants import instant, instant_text

LONGEST_WAIT = timedelta(days=1)
"""Nothing that was tried waits for longer: own pauses end at 5 minutes, Slack's (Retry-After) at a day."""


def put(
    uow: UnitOfWork,
    *,
    kind: MessageKind,
    subject: str,
    recipient: str,
    now: datetime,
    priority: Priority = Priority.NOTICE,
    key: str | None = None,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    thread_of: int | None = None,
) -> int:
    """Have something told to somebody. Gives the row's id; with a `key` that is there already, that row's, unchanged.

    The key travels in the message's metadata, which everybody can read: nothing personal in it.
    """
    key = key or uuid4().hex
    made = uow.row(
        "INSERT INTO outbox (key, kind, subject, recipient, priority, thread_of, not_before, not_after, state,"
        " attempts, error, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, '', ?)"
        " ON CONFLICT (key) DO NOTHING RETURNING id",
        (
            *(key, kind, subject, recipient, int(priority), thread_of, instant_text(not_before or now)),
            *(instant_text(not_after), instant_text(now)),
        ),
    )
    uow.has_mail = True
    row = made or uow.row("SELECT id FROM outbox WHERE key = ?", (key,))
    return int(row["id"]) if row else 0


def refresh(uow: UnitOfWork, post_id: int, now: datetime, priority: Priority = Priority.EDIT) -> None:
    """Have a message brought up to date. Nothing to do while it is yet to be sent: it will be rendered then."""
    uow.execute(
        "INSERT INTO outbox (key, kind, subject, recipient, priority, edits, not_before, state, attempts, error,"
        " created_at) SELECT ?, kind, subject, recipient, ?, id, ?, 'pending', 0, '', ? FROM outbox"
        " WHERE id = ? AND edits IS NULL AND state IN ('sending', 'unknown', 'sent') ON CONFLICT DO NOTHING",
        (uuid4().hex, int(priority), instant_text(now), instant_text(now), post_id),
    )
    uow.has_mail = True


def move(uow: UnitOfWork, before: str, after: str) -> None:
    """What stands in a channel, or is on its way there, is found under the channel's new id."""
    uow.execute("UPDATE outbox SET channel = ? WHERE channel = ?", (after, before))
    uow.execute("UPDATE outbox SET recipient = ? WHERE recipient = ?", (after, before))
    uow.execute(
        "UPDATE outbox SET recipient = ? || substr(recipient, ?) WHERE recipient LIKE ?",
        (after, len(before) + 1, in_thread(before, "%")),
    )


def readdress(uow: UnitOfWork, row: OutboxRow, recipient: str, now: datetime) -> None:
    """Somebody else is to be told instead, at once."""
    uow.execute("UPDATE outbox SET recipient = ?, not_before = ? WHERE id = ?", (recipient, instant_text(now), row.id))


def reply_to(uow: UnitOfWork, before: int, after: int) -> None:
    """What was to reply to one message, and is not in Slack yet, replies to another."""
    uow.execute(
        "UPDATE outbox SET thread_of = ? WHERE thread_of = ? AND state IN ('pending', 'sending')", (after, before)
    )


def of_kind(uow: UnitOfWork, kind: MessageKind) -> list[OutboxRow]:
    """Every message of a kind that is in Slack, oldest first; not the edits of them."""
    rows = uow.rows("SELECT * FROM outbox WHERE kind = ? AND state = 'sent' AND edits IS NULL ORDER BY id", (kind,))
    return [_outbox_row(row) for row in rows]


def posts(uow: UnitOfWork, kind: MessageKind, subject: str) -> list[OutboxRow]:
    """The messages about something, oldest first; not the edits of them."""
    return posts_about(uow, [kind], [subject])


def posts_about(uow: UnitOfWork, kinds: Collection[MessageKind], subjects: Iterable[str]) -> list[OutboxRow]:
    """The same for every message of these kinds about one of these subjects."""
    found = []
    of_kind, kind_parameters = one_of("kind", kinds)
    for portion in portions(subjects):
        where, parameters = one_of("subject", portion)
        found += uow.rows(
            f"SELECT * FROM outbox WHERE {of_kind} AND {where} AND edits IS NULL",  # noqa: S608  # question marks
            (*kind_parameters, *parameters),
        )
    return sorted((_outbox_row(row) for row in found), key=lambda one: one.id)


def posts_to(uow: UnitOfWork, kind: MessageKind, recipient: str) -> list[OutboxRow]:
    """The messages of a kind to somebody, oldest first; not the edits of them."""
    rows = uow.rows(
        "SELECT * FROM outbox WHERE kind = ? AND recipient = ? AND edits IS NULL ORDER BY id", (kind, recipient)
    )
    return [_outbox_row(row) for row in rows]


def unsent(uow: UnitOfWork, kind: MessageKind, recipient: str) -> list[OutboxRow]:
    """The messages of this kind to this recipient that are not in Slack yet; not the edits of them."""
    rows = uow.rows(
        "SELECT * FROM outbox WHERE state IN ('pending', 'sending') AND edits IS NULL AND kind = ? AND recipient = ?",
        (kind, recipient),
    )
    return [_outbox_row(row) for row in rows]


def waiting_for(uow: UnitOfWork, recipient: str) -> list[OutboxRow]:
    """The messages to somebody that are not on their way yet, and edits of those they have."""
    rows = uow.rows("SELECT * FROM outbox WHERE state = 'pending' AND recipient = ? ORDER BY id", (recipient,))
    return [_outbox_row(row) for row in rows]


def latest(uow: UnitOfWork, kind: MessageKind) -> OutboxRow | None:
    """The newest message of a kind that is in Slack, or on its way there."""
    row = uow.row(
        "SELECT * FROM outbox WHERE kind = ? AND edits IS NULL AND state NOT IN ('failed', 'skipped')"
        " ORDER BY id DESC LIMIT 1",
        (kind,),
    )
    return _outbox_row(row) if row else None


def made_between(uow: UnitOfWork, kinds: Collection[MessageKind], after: datetime, until: datetime) -> set[int]:
    """The messages of these kinds that were written after one instant and up to another."""
    where, parameters = one_of("kind", kinds)
    rows = uow.rows(
        f"SELECT id FROM outbox WHERE edits IS NULL AND {where} AND created_at > ? AND created_at <= ?",  # noqa: S608  # question marks
        (*parameters, instant_text(after), instant_text(until)),
    )
    return {row["id"] for row in rows}


def get(uow: UnitOfWork, row_id: int) -> OutboxRow | None:
    """One row."""
    return by_id(uow, [row_id]).get(row_id)


def by_id(uow: UnitOfWork, ids: Iterable[int]) -> dict[int, OutboxRow]:
    """These rows."""
    found = []
    for portion in portions(ids):
        where, parameters = one_of("id", portion)
        found += uow.rows(f"SELECT * FROM outbox WHERE {where}", parameters)  # noqa: S608  # question marks
    return {row["id"]: _outbox_row(row) for row in found}


_METHOD = (
    "CASE WHEN state = 'unknown' THEN 'conversations.history'"
    " WHEN edits IS NOT NULL THEN 'chat.update' ELSE 'chat.postMessage' END"
)


def next_due(
    uow: UnitOfWork, now: datetime, *, methods: Collection[str], busy: Collection[str] = ()
) -> OutboxRow | None:
    """The row whose turn it is: alerts before edits before digests, then by age.

    `methods` are Slack's methods that may be called now: chat.postMessage for posts, chat.update for edits,
    conversations.history for what is unknown. `busy` recipients wait. An edit waits until its message is posted, a
    reply until it is clear what became of the message it replies to. What was to be sent at once, or waits longer than
    anything that was tried does, waits for a moment told by a clock that was wrong: its turn is now.
    """
    open_now, can_be_called = one_of(_METHOD, methods)
    not_busy, recipients = none_of("recipient", busy)
    row = uow.row(
        "SELECT * FROM outbox AS o WHERE state IN ('pending', 'unknown') AND (not_before <= ?"  # noqa: S608  # ours
        " OR not_before = created_at OR (error != '' AND not_before > ?))"
        f" AND {open_now} AND {not_busy}"
        " AND (edits IS NULL OR (SELECT state FROM outbox WHERE id = o.edits) = 'sent')"
        " AND (thread_of IS NULL OR"
        " (SELECT state FROM outbox WHERE id = o.thread_of) IN ('sent', 'failed', 'skipped'))"
        " ORDER BY priority, id LIMIT 1",
        (instant_text(now), instant_text(now + LONGEST_WAIT), *can_be_called, *recipients),
    )
    return _outbox_row(row) if row else None


def next_moment(uow: UnitOfWork, now: datetime) -> datetime | None:
    """When the next row becomes due, if one will."""
    row = uow.row(
        "SELECT min(not_before) AS moment FROM outbox WHERE state IN ('pending', 'unknown') AND not_before > ?",
        (instant_text(now),),
    )
    return instant(row["moment"]) if row else None


def start(uow: UnitOfWork, row: OutboxRow, channel: str, now: datetime) -> bool:
    """Mark a row as being sent to `channel`. False when it is no longer to be sent.

    To be committed before Slack is called, and before the message is rendered: what changes from here on becomes an
    edit, and edits that were waiting for this post are in it already.
    """
    started = uow.execute(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1, started_at = ?, channel = ?"
        " WHERE id = ? AND state = 'pending'",
        (instant_text(now), channel, row.id),
    )
    if not started.rowcount:
        return False
    _skip_edits(uow, row.id, "part of the message itself", now)
    return True


def settle_sent(uow: UnitOfWork, row: OutboxRow, channel: str, ts: str, now: datetime) -> None:
    """It is in Slack."""
    uow.execute(
        "UPDATE outbox SET state = 'sent', error = '', channel = ?, ts = ?, settled_at = ?, refused_since = NULL"
        " WHERE id = ?",
        (channel, ts, instant_text(now), row.id),
    )


def settle_unknown(uow: UnitOfWork, row: OutboxRow, error: str, check_at: datetime) -> None:
    """It may be in Slack or not: the channel is to be read back at `check_at`. An edit is simply done again then."""
    if row.edits is not None:
        send_again(uow, row, error, check_at, refused_since=row.refused_since)
    else:
        _wait(uow, row, "unknown", error, check_at, row.refused_since)


def send_again(
    uow: UnitOfWork, row: OutboxRow, error: str, not_before: datetime, *, refused_since: datetime | None = None
) -> None:
    """It is not in Slack: to be sent from `not_before` on. An edit gives way to a newer one of the same message."""
    newer = uow.row("SELECT 1 FROM outbox WHERE edits = ? AND state = 'pending' AND id != ?", (row.edits, row.id))
    if newer:
        uow.execute(
            "UPDATE outbox SET not_before = ? WHERE edits = ? AND state = 'pending' AND not_before < ?",
            (instant_text(not_before), row.edits, instant_text(not_before)),
        )
        settle(uow, row, "skipped", "part of a newer edit", row.started_at or row.created_at)
    else:
        _wait(uow, row, "pending", error, not_before, refused_since)


def settle(uow: UnitOfWork, row: OutboxRow, state: str, reason: str, now: datetime) -> None:
    """It will not be in Slack: "failed" or "skipped", and why. The edits waiting for it go too."""
    uow.execute(
        "UPDATE outbox SET state = ?, error = ?, settled_at = ? WHERE id = ?",
        (state, reason, instant_text(now), row.id),
    )
    _skip_edits(uow, row.id, "its message was not posted", now)


def withdraw(uow: UnitOfWork, row_id: int, reason: str, now: datetime, states: Collection[str] = ("pending",)) -> bool:
    """Take a message back that is not on its way yet. False when it is too late for that."""
    row = get(uow, row_id)
    if row is None or row.state not in states:
        return False
    settle(uow, row, "skipped", reason, now)
    return True


def recover(uow: UnitOfWork, now: datetime, quiet: timedelta) -> int:
    """After a crash: what was being sent is unknown, and read back once `quiet` has passed. Gives how many."""
    rows = [_outbox_row(row) for row in uow.rows("SELECT * FROM outbox WHERE state = 'sending'")]
    for row in rows:
        since = row.started_at or now
        # Bounded on both sides, because the clock may have been set meanwhile.
        settle_unknown(uow, row, "interrupted", min(max(now, since + quiet), now + quiet))
    return len(rows)


def backlog(uow: UnitOfWork, now: datetime) -> Backlog:
    """How much is on its way; not what is to be told later and was not tried yet."""
    row = uow.row(
        "SELECT count(*) FILTER (WHERE state = 'pending' AND (attempts > 0 OR not_before <= ?)) AS pending,"
        " count(*) FILTER (WHERE state = 'sending') AS sending, count(*) FILTER (WHERE state = 'unknown') AS unknown"
        " FROM outbox WHERE state IN ('pending', 'sending', 'unknown')",
        (instant_text(now),),
    )
    return Backlog(**dict(row)) if row else Backlog(0, 0, 0)


def _wait(
    uow: UnitOfWork, row: OutboxRow, state: str, error: str, until: datetime, refused_since: datetime | None
) -> None:
    uow.execute(
        "UPDATE outbox SET state = ?, error = ?, not_before = ?, refused_since = ? WHERE id = ?",
        (state, error, instant_text(until), instant_text(refused_since), row.id),
    )


def _skip_edits(uow: UnitOfWork, post_id: int, reason: str, now: datetime) -> None:
    uow.execute(
        "UPDATE outbox SET state = 'skipped', error = ?, settled_at = ? WHERE edits = ? AND state = 'pending'",
        (reason, instant_text(now), post_id),
    )


def _outbox_row(row: Row) -> OutboxRow:
    names = ("id", "key", "subject", "recipient", "edits", "thread_of", "state", "attempts", "error")
    columns: dict[str, Any] = {name: row[name] for name in (*names, "channel", "ts")}
    for name in ("not_before", "created_at", "started_at", "settled_at", "not_after", "refused_since"):
        columns[name] = instant(row[name])
    return OutboxRow(**columns, kind=MessageKind(row["kind"]), priority=Priority(row["priority"]))
