"""Whether this workspace's Slack has Work Objects: what it refused lately, so that it is not asked each time."""

from datetime import timedelta

from bot.domain.clock import Clock
from storage import settings
from storage.database import Database, UnitOfWork

REFUSED = "work_objects_refused"
"""The mark of when it refused one last."""

REMEMBERED = timedelta(days=1)
"""So long none is offered after that."""


class StoredWorkObjects:
    """Kept in the database, each call in a transaction of its own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def may_be(self) -> bool:
        """Whether Slack may take one now. Raises StorageError."""
        with self._database.reading() as uow:
            at = settings.reached(uow, REFUSED)
        return at is None or self._clock.now() - at >= REMEMBERED

    def refused(self) -> None:
        """Slack took none just now. Raises StorageError."""

        def note(uow: UnitOfWork) -> None:
            settings.reach(uow, REFUSED, self._clock.now())

        self._database.write(note)
