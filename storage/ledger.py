"""The reminder ledger: each reminder once for each person and local day, and what became of it."""

import json
from collections.abc import Collection
from datetime import date, datetime
from sqlite3 import Row

from bot.domain.ledger import LATE_AFTER, WITHHELD, Reminder
from storage.database import UnitOfWork
from storage.instants import day, instant, instant_text


def queue(
    uow: UnitOfWork,
    *,
    kind: str,
    subject: str,
    recipient: str,
    local_date: date,
    outbox_id: int,
    now: datetime,
    due: datetime | None = None,
) -> bool:
    """Note that a message will remind somebody of something. False when that was noted already: do not remind again.

    `due` is when the reminder was to arrive (default: now); from it follows whether it was late.
    """
    what = {"kind": kind, "subject": subject, "recipient": recipient, "local_date": local_date.isoformat()}
    moments = {"due_at": instant_text(due or now), "created_at": instant_text(now)}
    return _note(uow, {**what, **moments, "state": "queued", "reason": "", "outbox_id": outbox_id})


def skip(
    uow: UnitOfWork, *, kind: str, subject: str, recipient: str, local_date: date, reason: str, now: datetime
) -> bool:
    """Note why somebody is not reminded. False when that reminder was noted already."""
    what = {"kind": kind, "subject": subject, "recipient": recipient, "local_date": local_date.isoformat()}
    moments = dict.fromkeys(("due_at", "created_at", "settled_at"), instant_text(now))
    return _note(uow, {**what, **moments, "state": "skipped", "reason": reason})


def note_withheld(
    uow: UnitOfWork, post_id: int, recipient: str, local_date: date, reason: str, now: datetime, *, can_be_read: bool
) -> None:
    """Note why a message was made neutral, or was to be and `can_be_read` by others all the same. Once a day."""
    what = {"kind": WITHHELD, "subject": str(post_id), "recipient": recipient, "local_date": local_date.isoformat()}
    moments = dict.fromkeys(("due_at", "created_at", "settled_at"), instant_text(now))
    _note(uow, {**what, **moments, "state": "failed" if can_be_read else "skipped", "reason": reason})


def is_noted(uow: UnitOfWork, *, kind: str, subject: str, recipient: str, local_date: date) -> bool:
    """Whether this reminder is accounted for already, sent or not."""
    found = uow.row(
        "SELECT 1 FROM ledger WHERE kind = ? AND subject = ? AND recipient = ? AND local_date = ?",
        (kind, subject, recipient, local_date.isoformat()),
    )
    return found is not None


def was_told(uow: UnitOfWork, *, kind: str, subject: str, recipient: str, since: date) -> bool:
    """Whether somebody was reminded of this on that local day or later, or is about to be."""
    found = uow.row(
        "SELECT 1 FROM ledger WHERE kind = ? AND subject = ? AND recipient = ? AND local_date >= ?"
        " AND state IN ('queued', 'sent', 'late')",
        (kind, subject, recipient, since.isoformat()),
    )
    return found is not None


def noted_since(uow: UnitOfWork, kinds: Collection[str], since: date) -> set[tuple[str, date]]:
    """(recipient, local day) of every reminder of these kinds from that local day on."""
    rows = uow.rows(
        "SELECT recipient, local_date FROM ledger WHERE local_date >= ? AND kind IN (SELECT value FROM json_each(?))",
        (since.isoformat(), json.dumps(list(kinds))),
    )
    return {(row["recipient"], date.fromisoformat(row["local_date"])) for row in rows}


def last_day(uow: UnitOfWork, *, kind: str, subject: str, recipient: str) -> date | None:
    """The latest local day for which this reminder is accounted for."""
    row = uow.row(
        "SELECT max(local_date) AS day FROM ledger WHERE kind = ? AND subject = ? AND recipient = ?",
        (kind, subject, recipient),
    )
    return day(row["day"]) if row else None


def settle_sent(uow: UnitOfWork, outbox_id: int, now: datetime) -> None:
    """The message that carries these reminders is in Slack: on time, or late."""
    uow.execute(
        "UPDATE ledger SET state = CASE WHEN coalesce(due_at, created_at) < ? THEN 'late' ELSE 'sent' END,"
        " settled_at = ? WHERE outbox_id = ? AND state = 'queued'",
        (instant_text(now - LATE_AFTER), instant_text(now), outbox_id),
    )


def settle(uow: UnitOfWork, outbox_id: int, state: str, reason: str, now: datetime) -> None:
    """The message that carries these reminders was "skipped" or "failed", and why."""
    uow.execute(
        "UPDATE ledger SET state = ?, reason = ?, settled_at = ? WHERE outbox_id = ? AND state = 'queued'",
        (state, reason, instant_text(now), outbox_id),
    )


def take_up(uow: UnitOfWork, outbox_id: int) -> None:
    """The message that carries these reminders, and failed, is tried once more."""
    uow.execute(
        "UPDATE ledger SET state = 'queued', reason = '', settled_at = NULL WHERE outbox_id = ? AND state = 'failed'",
        (outbox_id,),
    )


def items_of(uow: UnitOfWork, outbox_id: int) -> list[Reminder]:
    """Which reminders a message carries, in the order in which they were queued."""
    return [_reminder(row) for row in uow.rows("SELECT * FROM ledger WHERE outbox_id = ? ORDER BY id", (outbox_id,))]


def shown_in(uow: UnitOfWork, kind: str, subject: str) -> set[int]:
    """The messages (outbox rows) that carry a reminder of this."""
    rows = uow.rows(
        "SELECT DISTINCT outbox_id FROM ledger WHERE kind = ? AND subject = ? AND outbox_id IS NOT NULL",
        (kind, subject),
    )
    return {row["outbox_id"] for row in rows}


def shown_about(uow: UnitOfWork, kinds: Collection[str], customer_id: int) -> set[int]:
    """The messages (outbox rows) with a line of these kinds, whose subject begins with the customer's id."""
    rows = uow.rows(
        "SELECT DISTINCT outbox_id FROM ledger WHERE kind IN (SELECT value FROM json_each(?)) AND subject LIKE ?"
        " AND outbox_id IS NOT NULL",
        (json.dumps(list(kinds)), f"{customer_id}:%"),
    )
    return {row["outbox_id"] for row in rows}


def of_day(uow: UnitOfWork, local_date: date) -> list[Reminder]:
    """Every reminder of a local day."""
    rows = uow.rows("SELECT * FROM ledger WHERE local_date = ? ORDER BY recipient, id", (local_date.isoformat(),))
    return [_reminder(row) for row in rows]


def of_person(uow: UnitOfWork, recipient: str, since: date) -> list[Reminder]:
    """Somebody's reminders from a local day on, newest first."""
    rows = uow.rows(
        "SELECT * FROM ledger WHERE recipient = ? AND local_date >= ? ORDER BY local_date DESC, id",
        (recipient, since.isoformat()),
    )
    return [_reminder(row) for row in rows]


def _note(uow: UnitOfWork, columns: dict[str, object]) -> bool:
    names = ", ".join(columns)
    places = ", ".join(f":{name}" for name in columns)
    noted = uow.execute(f"INSERT INTO ledger ({names}) VALUES ({places}) ON CONFLICT DO NOTHING", columns)  # noqa: S608  # names are ours
    return noted.rowcount > 0


def _reminder(row: Row) -> Reminder:
    plain = {name: row[name] for name in ("id", "kind", "subject", "recipient", "state", "reason", "outbox_id")}
    created_at = instant(row["created_at"])
    return Reminder(
        **plain,
        local_date=date.fromisoformat(row["local_date"]),
        due_at=instant(row["due_at"]) or created_at,
        created_at=created_at,
        settled_at=instant(row["settled_at"]),
    )
