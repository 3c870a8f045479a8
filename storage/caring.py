"""The caretaker rule (bot/domain/caretaker.py) as a condition over the table of customers."""

from bot.domain.caretaker import Caretakers
from storage.conditions import Condition
from storage.people import IS_GONE

_GONE, _ROLES = IS_GONE
_LEFT = f"IN (SELECT id FROM people WHERE {_GONE})"  # noqa: S608  # question marks


def looked_after_by(person: str, caretakers: Caretakers) -> Condition:
    """Whose caretaker this person is now, as the database has it who has left. A branch can use an index of its own."""
    if person in caretakers.gone:
        return "1 = 0", ()
    no_owner, no_backup = (f"({column} IS NULL OR {column} {_LEFT})" for column in ("owner", "backup_owner"))
    condition, parameters = f"owner = ? OR (backup_owner = ? AND {no_owner})", [person, person, *_ROLES]
    if person == caretakers.default_owner:
        condition, parameters = f"{condition} OR ({no_owner} AND {no_backup})", [*parameters, *_ROLES, *_ROLES]
    return f"({condition})", tuple(parameters)
