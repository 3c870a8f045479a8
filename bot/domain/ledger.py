"""Reminders as facts: one row for each reminder, person and local day, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

ReminderState = Literal["queued", "sent", "late", "skipped", "failed"]

LATE_AFTER = timedelta(minutes=30)
"""A reminder that arrives this long after it was due counts as late, and the ledger says so."""

WITHHELD = "withheld"
"""Kind of the row that says that a message was made neutral, and why (bot/domain/gate.py). It reminds nobody; its
subject is the message's row in the outbox."""


@dataclass(frozen=True)
class Reminder:
    """A reminder of `subject` (of this `kind`) for `recipient` on a day of theirs.

    `reason` says why it was skipped or failed. `outbox_id` is the message that carries it. `due_at` is the instant it
    was to arrive; sent more than LATE_AFTER later it is "late".
    """

    id: int
    kind: str
    subject: str
    recipient: str
    local_date: date
    state: ReminderState
    reason: str
    outbox_id: int | None
    due_at: datetime
    created_at: datetime
    settled_at: datetime | None
