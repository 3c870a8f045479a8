"""What Slack's side of Rapport remembers of people: bot.domain.people.PeopleKept over the database."""

from bot.domain.clock import Clock
from bot.domain.people import Person, Role
from storage import people
from storage.database import Database


class StoredPeople:
    """Keeps people in the database, each call in a transaction of its own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def save(self, person: Person) -> None:
        """Keep what Slack says of somebody."""
        with self._database.unit_of_work() as uow:
            people.save(uow, person, self._clock.now())

    def is_known(self, person_id: str) -> bool:
        """Whether Rapport has had to do with this person."""
        with self._database.reading() as uow:
            return people.is_known(uow, person_id)

    def gone(self) -> frozenset[str]:
        """Who is known not to be of the team."""
        with self._database.reading() as uow:
            return people.gone(uow)

    def admins(self) -> list[str]:
        """The admins among those ever seen."""
        with self._database.reading() as uow:
            return [person.id for person in people.everybody(uow) if person.role is Role.ADMIN]

    def dm_channel(self, person_id: str) -> str | None:
        """The direct message with somebody, once opened."""
        with self._database.reading() as uow:
            return people.dm_channel(uow, person_id)

    def keep_dm_channel(self, person_id: str, channel: str) -> None:
        """Remember the direct message with somebody."""
        with self._database.unit_of_work() as uow:
            people.keep_dm_channel(uow, person_id, channel, self._clock.now())
