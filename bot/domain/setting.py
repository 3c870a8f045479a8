"""What a setting is; the table of them is in settings.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a setting is, and so by what it is chosen."""

    CHANNEL = "channel"
    PERSON = "person"
    PEOPLE = "people"
    TIME = "time"
    HOURS = "hours"
    DAYS = "days"
    CHOICE = "choice"
    CHOICES = "choices"
    ZONE = "zone"
    COUNTRY = "country"
    CURRENCY = "currency"
    WORDS = "words"
    NUMBER = "number"
    CLOSED = "closed"


@dataclass(frozen=True)
class Setting:
    """One setting. `names` are its fields in WorkspaceSettings (HOURS has two).

    `variable` is that of the environment in which it could be given formerly (bot/config/former_rules.py); "" where it
    never could. `label` stands over its field, `effect` says what it does, `unset` what counts where nothing is chosen.
    `written` shows how it is written, where it is typed. `choices` are the values of a CHOICE or of CHOICES, in words.
    `bounds`: the least and the most of a NUMBER; where the least is 0, that is what counts as not chosen, unless `zero`
    says what it means.
    """

    names: tuple[str, ...]
    variable: str
    kind: Kind
    label: str
    effect: str
    unset: str
    written: str
    choices: Mapping[str, str] = field(default_factory=dict)
    bounds: tuple[int, int] = (0, 0)
    zero: str = ""

    @property
    def name(self) -> str:
        """The field of a form that an error belongs to."""
        return self.names[0]
