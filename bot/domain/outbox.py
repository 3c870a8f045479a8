"""Messages to Slack as facts: what to tell whom, not how. The sender renders the present state when it sends."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal

from bot.domain.message_kinds import MessageKind

State = Literal["pending", "sending", "sent", "unknown", "failed", "skipped"]

FEEDBACK = "feedback"
"""Recipient: whatever channel negative feedback goes to when the row is sent."""

TEAM = "team"
"""Recipient: whatever channel the team's own matters go to when the row is sent."""

LEAD = "lead"
"""Recipient: the direct message of whoever leads the team: alarms, and what could not be told where it belongs."""


def in_thread(channel: str, ts: str) -> str:
    """Recipient: the thread of a message that is not ours."""
    return f"{channel}/{ts}"


def thread_in(recipient: str) -> tuple[str, str] | None:
    """Channel and ts of such a thread; None where the recipient is none."""
    channel, _, ts = recipient.partition("/")
    return (channel, ts) if ts else None


MAY_BE_THERE = "Slack may have posted it or not"
"""How the reason begins for which a message failed that may be in Slack all the same."""

TAKEN_UP = "somebody wants it sent once more"
"""The error of a message that Slack refused, until it is clear that it is not there."""


class Priority(IntEnum):
    """Who goes first when Slack's limits make messages queue."""

    ALERT = 0
    EDIT = 1
    NOTICE = 2
    DIGEST = 3


@dataclass(frozen=True)
class OutboxRow:
    """One message to post, or (with `edits`) one posted message to bring up to date.

    `kind` and `subject` say what it is about (ALERT, follow-up id). `recipient` is FEEDBACK, TEAM, a channel id or a
    person's id. `key` is unique and opaque: it travels in the message's metadata, so the message can be found again.
    `thread_of` is the row whose message it replies to. `channel` and `ts` are set once it is posted.
    It is not sent before `not_before`; after `not_after` it is no longer worth sending and is skipped.
    `refused_since`: since when it is not in Slack although Slack was there, for no reason that is final.
    """

    id: int
    key: str
    kind: MessageKind
    subject: str
    recipient: str
    priority: Priority
    edits: int | None
    thread_of: int | None
    not_before: datetime
    state: State
    attempts: int
    error: str
    channel: str | None
    ts: str | None
    created_at: datetime
    started_at: datetime | None
    settled_at: datetime | None
    not_after: datetime | None = None
    refused_since: datetime | None = None


@dataclass(frozen=True)
class Backlog:
    """How much is on its way: rows by state."""

    pending: int
    sending: int
    unknown: int
