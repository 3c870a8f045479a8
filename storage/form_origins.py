"""Where forms were opened from, for as long as Slack lets them be answered there: also after a restart.

A response_url lets whoever has it answer one person in one place for half an hour; then it is worth nothing, and goes
(jobs/tidy.py).
"""

from datetime import datetime, timedelta

from bot.domain.clock import Clock
from storage.database import Database, UnitOfWork
from storage.instants import instant_text

KEPT = timedelta(minutes=29)
USES = 5
"""Slack takes a response_url 5 times within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction)."""


class StoredOrigins:
    """bot.slack.replies.OriginsKept over the database, each call in a transaction of its own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def keep(self, name: str, response_url: str) -> None:
        """Remember a place by a name. Raises StorageError."""
        self._database.write(lambda uow: keep(uow, name, response_url, self._clock.now()))

    def take(self, name: str) -> str | None:
        """Use the place of that name once; None where it is not known, too old or used up. Raises StorageError."""
        return self._database.write(lambda uow: take(uow, name, self._clock.now()))


def keep(uow: UnitOfWork, name: str, response_url: str, now: datetime) -> None:
    """Remember a place."""
    uow.execute(
        "INSERT INTO form_origins (name, response_url, kept_at, uses_left) VALUES (?, ?, ?, ?)",
        (name, response_url, instant_text(now), USES),
    )


def take(uow: UnitOfWork, name: str, now: datetime) -> str | None:
    """Use a place once."""
    row = uow.row(
        "UPDATE form_origins SET uses_left = uses_left - 1 WHERE name = ? AND uses_left > 0 AND kept_at > ?"
        " RETURNING response_url",
        (name, instant_text(now - KEPT)),
    )
    return str(row["response_url"]) if row else None


def any_over(uow: UnitOfWork, now: datetime) -> bool:
    """Whether there is anything for `forget`. Asked every minute."""
    return uow.row("SELECT 1 FROM form_origins WHERE kept_at <= ? LIMIT 1", (instant_text(now - KEPT),)) is not None


def forget(uow: UnitOfWork, now: datetime) -> None:
    """Drop those that are worth nothing any more."""
    uow.execute("DELETE FROM form_origins WHERE kept_at <= ?", (instant_text(now - KEPT),))
