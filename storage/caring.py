"""The caretaker rule (bot/domain/caretaker.py) as a condition over the table of customers."""

import json

from bot.domain.caretaker import Caretakers
from storage.conditions import Condition

EVERYBODY: Condition = ("1", ())

_LEFT = "IN (SELECT value FROM json_each(?))"


def looked_after_by(person: str, caretakers: Caretakers) -> Condition:
    """Whose caretaker this person is now. Each branch can use an index of its own."""
    if person in caretakers.gone:
        return "0", ()
    gone = json.dumps(sorted(caretakers.gone))
    no_owner, no_backup = (f"({column} IS NULL OR {column} {_LEFT})" for column in ("owner", "backup_owner"))
    condition, parameters = f"owner = ? OR (backup_owner = ? AND {no_owner})", [person, person, gone]
    if person == caretakers.default_owner:
        condition, parameters = f"{condition} OR ({no_owner} AND {no_backup})", [*parameters, gone, gone]
    return f"({condition})", tuple(parameters)
