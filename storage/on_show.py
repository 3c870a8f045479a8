"""What messages in Slack say of customers: on show, or withheld from who reads it there."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.message_kinds import OF_THE_TEAM
from bot.domain.outbox import OutboxRow
from storage import outbox
from storage.conditions import none_of, one_of
from storage.database import UnitOfWork
from storage.instants import instant_text

_OF_CUSTOMERS, _KINDS = none_of("kind", OF_THE_TEAM)
_ON_SHOW = f"FROM outbox AS o WHERE edits IS NULL AND state = 'sent' AND withheld_at IS NULL AND {_OF_CUSTOMERS}"
"""The messages that say something of customers which is not withheld; the index outbox_on_show has them by channel."""


def is_any(uow: UnitOfWork, channel: str) -> bool:
    """Whether a message in this channel says something of customers which is not withheld."""
    return uow.row(f"SELECT 1 {_ON_SHOW} AND channel = ? LIMIT 1", (*_KINDS, channel)) is not None


def to_withhold(uow: UnitOfWork, channels: Collection[str]) -> list[int]:
    """Such messages in these channels, but for those that an edit waits for, newest first."""
    where, parameters = one_of("channel", channels)
    rows = uow.rows(
        f"SELECT id {_ON_SHOW} AND {where} AND NOT EXISTS"  # noqa: S608  # question marks
        " (SELECT 1 FROM outbox WHERE edits = o.id AND state = 'pending') ORDER BY id DESC",
        (*_KINDS, *parameters),
    )
    return [row["id"] for row in rows]


def channels(uow: UnitOfWork) -> list[str]:
    """The channels, not direct messages, in which such messages stand."""
    rows = uow.rows(f"SELECT DISTINCT channel {_ON_SHOW} AND channel NOT LIKE 'D%' ORDER BY channel", _KINDS)
    return [row["channel"] for row in rows]


def withheld(uow: UnitOfWork, channel: str) -> list[int]:
    """The messages in a channel that are withheld from who reads it, newest first."""
    rows = uow.rows("SELECT id FROM outbox WHERE channel = ? AND withheld_at IS NOT NULL ORDER BY id DESC", (channel,))
    return [row["id"] for row in rows]


def withhold(uow: UnitOfWork, post_id: int, now: datetime | None) -> None:
    """Note since when what a message says is withheld from who reads it; None: it is shown (again)."""
    uow.execute("UPDATE outbox SET withheld_at = ? WHERE id = ?", (instant_text(now), post_id))


def of_message(uow: UnitOfWork, channel: str, ts: str) -> OutboxRow | None:
    """The row of a message in Slack; None: it is not one of ours."""
    row = uow.row("SELECT id FROM outbox WHERE channel = ? AND ts = ? AND edits IS NULL", (channel, ts))
    return outbox.get(uow, row["id"]) if row else None
