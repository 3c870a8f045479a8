"""The caretakers of the customers, as things stand in the database; and when they work."""

from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import WorkingTime, local_date
from bot.domain.caretaker import Caretaker, Caretakers
from bot.domain.customers import Customer
from bot.domain.digest import Rhythm
from bot.use_cases.work import Work
from storage import people


def caretakers(work: Work) -> Caretakers:
    """Who looks after whom. For several customers ask once."""
    return Caretakers(work.settings.default_owner, people.gone(work.uow), people.guests(work.uow))


def caretaker_of(work: Work, customer: Customer) -> Caretaker:
    """Who looks after this one customer now."""
    return caretakers(work).of(customer)


@dataclass(frozen=True)
class WorkingCaretaker:
    """A caretaker (`id` None: the team), the rhythm and working days of theirs, and their local day."""

    id: str | None
    rhythm: Rhythm
    working: WorkingTime
    today: date


class WorkingCaretakers:
    """When the caretaker of a customer works. Asked for many customers, so each person is looked at once."""

    def __init__(self, work: Work) -> None:
        rules = work.settings
        self._work = work
        self._caretakers = caretakers(work)
        self._usual = Rhythm(work.working_time.zone, rules.digest_at, rules.working_days)
        self._rhythms = people.rhythms(work.uow, rules.digest_at, rules.working_days)
        self._known: dict[str | None, WorkingCaretaker] = {}

    def of(self, customer: Customer) -> WorkingCaretaker:
        """The caretaker of a customer."""
        person_id = self._caretakers.of(customer).id
        if person_id not in self._known:
            self._known[person_id] = self._working(person_id)
        return self._known[person_id]

    def _working(self, person_id: str | None) -> WorkingCaretaker:
        rhythm = self._rhythms.get(person_id or "", self._usual)
        working = WorkingTime(rhythm.tz, rhythm.days, holidays=self._work.working_time.holidays)
        return WorkingCaretaker(person_id, rhythm, working, local_date(self._work.now, rhythm.tz))
