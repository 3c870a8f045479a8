"""What a restore takes over from the file that it replaces: how far its ids went, and what it sent since the backup.

Nothing of customers: channels, times, kinds and ids. With it a message that is in Slack is edited to how things stand,
where that is known, and otherwise to say that it came after the backup; and nobody gets a digest twice.
"""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from pydantic import SecretStr

from bot.domain.errors import StorageError
from bot.domain.message_kinds import SHOWING_A_FOLLOW_UP, MessageKind
from bot.domain.outbox import Priority
from bot.domain.restored import Lost
from storage import mails, outbox
from storage.database import UnitOfWork
from storage.engine import ERRORS, open_file, row_factory
from storage.instants import day_text, instant_text
from storage.restores import highest

Row = dict[str, Any]

_REFUSALS: tuple[type[Exception], ...] = (StorageError, *ERRORS)

_LOOKED_BACK = timedelta(days=2)
"""A local day may begin 14 hours before the UTC day, and end 12 after: reminders of these days may still be due."""

_OF_WHAT_IS_HELD = (
    "AND NOT (subject_kind = 'customer' AND subject_id > {customers} OR subject_kind = 'touchpoint' AND"
    " subject_id > {touchpoints} OR subject_kind = 'followup' AND subject_id > {followups} OR subject_kind = 'detail'"
    " AND subject_id > {details} OR subject_kind = 'audit' AND subject_id > {audit})"
)
"""Entries of the audit log that are about what a backup has as well, by its highest ids."""

_DRAWN_ANEW = frozenset({MessageKind.DIGEST, MessageKind.UNCLAIMED})
"""Lists: each of their lines has its row in the ledger, and what is not there any more is left out."""


@dataclass(frozen=True)
class Replaced:
    """What is known of the file: rows of its outbox and ledger, by column.

    `posts` it sent after the backup, the messages with the ids `edited` it edited then; `reminders` are settled.
    `letters`: key of each letter to a customer -> how far it was.
    """

    given_out: dict[str, int]
    lost: Lost
    posts: list[Row]
    edited: list[int]
    reminders: list[Row]
    letters: dict[str, str]


def read(database: Path, key: SecretStr | None, held: dict[str, int], backup_at: datetime) -> Replaced | None:
    """What a database has beyond a backup that holds ids up to `held`. None: it is lost, damaged or not to be read."""
    if not database.is_file():
        return None
    try:
        with closing(open_file(database, "ro", key)) as file:
            file.row_factory = row_factory(key)
            return _read(file, held, backup_at)
    except _REFUSALS:
        return None


def _read(file: Connection, held: dict[str, int], backup_at: datetime) -> Replaced:
    asked = {
        "since": instant_text(backup_at),
        "held": held["outbox"],
        "day": day_text((backup_at - _LOOKED_BACK).date()),
        "restored": MessageKind.RESTORED,  # that one was restored before stays true
    }

    def rows(sql: str) -> list[Row]:
        return [dict(row) for row in file.execute(sql, asked)]

    posts = rows(
        "SELECT id, key, kind, subject, recipient, channel, ts, created_at, started_at, settled_at FROM outbox"
        " WHERE edits IS NULL AND state = 'sent' AND channel IS NOT NULL AND ts IS NOT NULL AND kind != :restored"
        " AND (id > :held OR settled_at >= :since) ORDER BY id"
    )
    edited = rows(
        "SELECT DISTINCT edits FROM outbox WHERE edits IS NOT NULL AND state = 'sent' AND settled_at >= :since"
    )
    reminders = rows(
        "SELECT kind, subject, recipient, local_date, state, reason, outbox_id, created_at, due_at, settled_at"
        " FROM ledger WHERE state != 'queued' AND local_date >= :day ORDER BY id"
    )
    has_letters = rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'mails'")
    letters = {row["key"]: row["state"] for row in (rows("SELECT key, state FROM mails") if has_letters else ())}
    return Replaced(highest(file), _lost(file, held), posts, [row["edits"] for row in edited], reminders, letters)


def _lost(file: Connection, held: dict[str, int]) -> Lost:
    def count(table: str, condition: str = "") -> int:
        found = file.execute(f"SELECT count(*) FROM {table} WHERE id > ? {condition}", (held[table],))  # noqa: S608  # our own names
        return int(found.fetchone()[0])

    return Lost(
        customers=count("customers", "AND removed_at IS NULL"),
        touchpoints=count("touchpoints", "AND undone_at IS NULL"),
        complaints=count("touchpoints", "AND undone_at IS NULL AND kind = 'complaint'"),
        followups=count("followups"),
        changes=count("audit", _OF_WHAT_IS_HELD.format_map(held)),
    )


def hand_over(uow: UnitOfWork, replaced: Replaced, restore_id: int, reason: str, now: datetime) -> None:
    """Let a database that was brought back, and in which what waited was settled for `reason`, know what was sent."""
    known = {row["key"] for row in uow.rows("SELECT key FROM outbox WHERE edits IS NULL")}
    for post in replaced.posts:
        if post["key"] in known:
            _arrived(uow, {**post, "waited": reason})
        else:
            _take_over(uow, post, restore_id)
    for post_id in sorted({*(post["id"] for post in replaced.posts), *replaced.edited}, reverse=True):
        outbox.refresh(uow, post_id, now, Priority.NOTICE)
    mails.take_over(uow, replaced.letters, now)
    lists = {post["id"] for post in replaced.posts if post["kind"] in _DRAWN_ANEW}
    for reminder in replaced.reminders:
        _reminded(uow, {**reminder, "waited": reason}, is_shown=reminder["outbox_id"] in lists)


def _arrived(uow: UnitOfWork, post: Row) -> None:
    """It waited when the backup was taken, and was sent after."""
    uow.execute(
        "UPDATE outbox SET state = 'sent', error = '', channel = :channel, ts = :ts, started_at = :started_at,"
        " settled_at = :settled_at WHERE key = :key AND state = 'skipped' AND error = :waited",
        post,
    )


def _take_over(uow: UnitOfWork, post: Row, restore_id: int) -> None:
    if not _is_known(uow, post):
        post = {**post, "kind": MessageKind.CAME_AFTER, "subject": str(restore_id)}
    uow.execute(
        "INSERT INTO outbox (id, key, kind, subject, recipient, priority, not_before, state, attempts, error, channel,"
        " ts, created_at, started_at, settled_at) VALUES (:id, :key, :kind, :subject, :recipient, :priority,"
        " :created_at, 'sent', 1, '', :channel, :ts, :created_at, :started_at, :settled_at) ON CONFLICT DO NOTHING",
        {**post, "priority": int(Priority.NOTICE)},
    )


def _is_known(uow: UnitOfWork, post: Row) -> bool:
    """Whether what a message shows is in the backup, so that it can say how that stands."""
    if post["kind"] in SHOWING_A_FOLLOW_UP:
        return uow.row("SELECT 1 FROM followups WHERE id = ?", (int(post["subject"]),)) is not None
    return post["kind"] in _DRAWN_ANEW


def _reminded(uow: UnitOfWork, reminder: Row, *, is_shown: bool) -> None:
    """What became of it; of a list, so that it is not sent again and can be edited, also what it carries."""
    uow.execute(
        "UPDATE ledger SET state = :state, reason = :reason, settled_at = :settled_at WHERE kind = :kind"
        " AND subject = :subject AND recipient = :recipient AND local_date = :local_date AND state = 'skipped'"
        " AND reason = :waited",
        reminder,
    )
    if is_shown or reminder["kind"] in _DRAWN_ANEW:
        uow.execute(
            "INSERT INTO ledger (kind, subject, recipient, local_date, state, reason, outbox_id, created_at, due_at,"
            " settled_at) VALUES (:kind, :subject, :recipient, :local_date, :state, :reason,"
            " (SELECT id FROM outbox WHERE id = :outbox_id), :created_at, :due_at, :settled_at)"
            " ON CONFLICT DO NOTHING",
            reminder,
        )
