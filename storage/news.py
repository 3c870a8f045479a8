"""What one process heard of Slack: people and channels that have changed, for the others that remember how they were.

Ids alone, for an hour (jobs/tidy.py). Where one process owns the data nothing of it is written.
"""

from datetime import datetime, timedelta

from bot.domain.clock import Clock
from storage.database import Database, UnitOfWork
from storage.instants import instant_text

KEPT = timedelta(hours=1)

LOOKED_BACK = timedelta(minutes=5)
"""So far back news are looked for that came later than their time says: of machines whose clocks differ a little."""


class StoredNews:
    """bot.slack.news.NewsKept over the database, each call in a transaction of its own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def tell(self, about: str) -> None:
        """The person or channel of this id has changed. Raises StorageError."""
        self._database.write(lambda uow: tell(uow, about, self._clock.now()))

    def latest(self) -> dict[int, str]:
        """What the news of the last minutes are about, by their ids. Raises StorageError."""
        with self._database.reading() as uow:
            return since(uow, self._clock.now() - LOOKED_BACK)


def tell(uow: UnitOfWork, about: str, now: datetime) -> None:
    """Something has changed."""
    uow.execute("INSERT INTO news (about, at) VALUES (?, ?)", (about, instant_text(now)))


def since(uow: UnitOfWork, moment: datetime) -> dict[int, str]:
    """What has changed since, by the ids of the news."""
    return {row["id"]: row["about"] for row in uow.rows("SELECT * FROM news WHERE at >= ?", (instant_text(moment),))}


def any_before(uow: UnitOfWork, moment: datetime) -> bool:
    """Whether there is anything for `forget_before`. Asked every minute."""
    return uow.row("SELECT 1 FROM news WHERE at < ? LIMIT 1", (instant_text(moment),)) is not None


def forget_before(uow: UnitOfWork, moment: datetime) -> None:
    """Drop what everybody has taken in."""
    uow.execute("DELETE FROM news WHERE at < ?", (instant_text(moment),))
