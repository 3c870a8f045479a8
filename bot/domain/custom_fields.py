"""Fields that a team has of its own: "Allergies", "Table", "Contract". Leads name them, everybody fills them in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.day_names import dated
from bot.domain.saying import capital, say

NAME_LENGTH = 40
"""The longest name of a field, in characters."""

VALUE_LENGTH = 500
"""The longest value of one, in characters."""

MOST_FIELDS = 30
"""So many there are at most: a form has at most 100 blocks, and nobody fills in more."""

MOST_CHOICES = 50
MOST_CHOICES_IN_ALL = 300
"""Of all fields together: Slack takes 250 kB for a form (bot/views/size.py), and each choice is in it."""


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes-no"


YES, NO = "yes", "no"
"""The values of a field of yes and no."""


@dataclass(frozen=True)
class CustomField:
    """One of them. `key` is how it is written in a line, without blanks: "table-number". `choices` in their order.

    Values are text, always in one way: numbers as Decimal writes them without exponent ("12.5"), dates as ISO 8601,
    "yes" or "no".
    """

    id: int
    name: str
    key: str
    type: FieldType
    choices: tuple[str, ...] = ()

    @property
    def slot(self) -> str:
        """Its place in a form (a block id), by which errors find it. It stays when the field is renamed."""
        return f"field_{self.id}"


Values = tuple[tuple[int, str], ...]
"""What a customer has of them: pairs of a field's id and its value, in the order of the ids."""


@dataclass(frozen=True)
class Defined:
    """A field after a change, and the audit entry that takes the change back.

    `customers`: how many have something in it, `outside`: of them, with a value that is no choice any more.
    """

    field: CustomField
    undo_id: int
    customers: int = 0
    outside: int = 0


@dataclass(frozen=True)
class FieldList:
    """The fields in the order of forms, and by its id how many customers have something in each."""

    fields: Sequence[CustomField]
    customers: Mapping[int, int]
    may_define: bool


def shown(field: CustomField, value: str) -> str:
    """A value as people read it: "14 March 2027", "Yes"."""
    match field.type:
        case FieldType.DATE:
            return dated(date.fromisoformat(value))
        case FieldType.YES_NO:
            return capital(say(value))
        case _:
            return value


def with_values(before: Values, said: Iterable[tuple[int, str]]) -> Values:
    """What a customer has after this was said of some fields; "" empties one."""
    values = {**dict(before), **dict(said)}
    return tuple(sorted((field_id, value) for field_id, value in values.items() if value))
