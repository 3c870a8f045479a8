"""The zone in which the team's working hours are read."""

from bot.domain.people import ITSELF, Person
from bot.domain.settings import WorkspaceSettings
from storage import people
from storage.database import UnitOfWork


def team_zone(uow: UnitOfWork, rules: WorkspaceSettings, asker: Person) -> str:
    """The IANA name of the zone chosen; else that of the default owner; else of the one who asks.

    What nobody asks for (jobs) is in the zone of a lead, else in UTC.
    """
    if rules.timezone:
        return rules.timezone
    named = [rules.default_owner, *([] if asker.id != ITSELF.id else sorted(rules.leads))]
    known = (people.get(uow, person) for person in named if person)
    return next((person.tz for person in known if person and person.name), asker.tz)
