"""The caretakers of the customers, as things stand in the database; and when they work."""

from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import WorkingHours, local_date
from bot.domain.caretaker import Caretaker, Caretakers, LookedAfter
from bot.domain.customers import Customer
from bot.domain.digest import Rhythm
from bot.domain.people import Role
from bot.use_cases.session import Session
from storage import caring, people


def caretakers(session: Session) -> Caretakers:
    """Who looks after whom. For several customers ask once."""
    found = caring.not_there(session.uow, session.now)
    guests = frozenset(person for person, role in found.gone.items() if role is Role.GUEST)
    return Caretakers(session.settings.default_owner, frozenset(found.gone), guests, found.away)


def caretaker_of(session: Session, customer: Customer) -> Caretaker:
    """Who looks after this one customer now."""
    return caretakers(session).of(customer)


@dataclass(frozen=True)
class WorkingCaretaker:
    """A caretaker (`id` None: the team), the rhythm and working days of theirs, and their local day."""

    id: str | None
    rhythm: Rhythm
    working_hours: WorkingHours
    today: date


class WorkingCaretakers:
    """When the caretaker of a customer works. Asked for many customers, so each person is looked at once."""

    def __init__(self, session: Session) -> None:
        rules = session.settings
        self._session = session
        self._caretakers = caretakers(session)
        self._usual = Rhythm(session.working_hours.zone, rules.digest_at, rules.working_days)
        self._rhythms = people.rhythms(session.uow, rules.digest_at, rules.working_days)
        self._known: dict[str | None, WorkingCaretaker] = {}

    def of(self, customer: LookedAfter) -> WorkingCaretaker:
        """The caretaker of a customer."""
        person_id = self._caretakers.of(customer).id
        if person_id not in self._known:
            self._known[person_id] = self._working(person_id)
        return self._known[person_id]

    def _working(self, person_id: str | None) -> WorkingCaretaker:
        rhythm = self._rhythms.get(person_id or "", self._usual)
        working_hours = WorkingHours(rhythm.tz, rhythm.days, holidays=self._session.working_hours.holidays)
        return WorkingCaretaker(person_id, rhythm, working_hours, local_date(self._session.now, rhythm.tz))
