"""What Slack's side of Rapport remembers of people: bot.domain.people.PeopleKept over the database."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.clock import Clock, is_recent
from bot.domain.people import Person
from storage import people
from storage.database import Database

_UNWRITTEN = timedelta(hours=1)


class StoredPeople:
    """Keeps people in the database, each call in a transaction of its own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def save(self, person: Person) -> None:
        """Keep what Slack says of somebody. The same again costs no write within the hour."""
        now = self._clock.now()
        with self._database.reading() as uow:
            before = people.as_seen(uow, person.id)
        if before and is_recent(before[1], now, _UNWRITTEN) and before[0] == replace(person, handle=""):
            return
        self._database.write(lambda uow: people.save(uow, person, now))

    def doubt(self, person_id: str) -> None:
        """What is kept of somebody may not be so any more: Slack is to be asked soon."""
        self._database.write(lambda uow: people.doubt(uow, person_id))

    def is_known(self, person_id: str) -> bool:
        """Whether Rapport has had to do with this person."""
        with self._database.reading() as uow:
            return people.is_known(uow, person_id)

    def of_the_team(self) -> list[Person]:
        """Who is known to be of the team, those first who have been for longest."""
        with self._database.reading() as uow:
            return people.of_the_team(uow)

    def of_dm(self, channel: str) -> str | None:
        """Whose direct message this is."""
        with self._database.reading() as uow:
            return people.of_dm(uow, channel)

    def dm_channel(self, person_id: str) -> str | None:
        """The direct message with somebody, once opened."""
        with self._database.reading() as uow:
            return people.dm_channel(uow, person_id)

    def keep_dm_channel(self, person_id: str, channel: str) -> None:
        """Remember the direct message with somebody."""
        self._database.write(lambda uow: people.keep_dm_channel(uow, person_id, channel, self._clock.now()))
