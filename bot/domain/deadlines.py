"""By when a complaint is to be answered: claimed by somebody, and the customer told that it was heard.

It depends on how bad it is and on the customer's tier, and runs in working hours or working days. What leads choose
stands in a table of its own, not among the settings: it is twelve values with a form and an undo of their own, and as
a variable of the environment nobody could read them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.domain.calendar import WorkingHours
from bot.domain.channel import Severity
from bot.domain.customers import Tier
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import later, say

Cell = tuple[Tier, Severity]

SHORTEST_MIN, MOST_HOURS, MOST_DAYS = 5, 200, 30
"""In less than five minutes nobody answers, and after six working weeks it is no answer any more."""

EXAMPLES = later("Write it such as 30 min, 4h or 1d (working hours and days).")


@dataclass(frozen=True)
class Allowance:
    """How long something may take: in working minutes, or in working days where there are any."""

    minutes: int = 0
    days: int = 0

    def __str__(self) -> str:
        """As people write it: "30 min", "4h", "1h 30 min", "3d"."""
        if self.days:
            return f"{self.days}d"
        hours, minutes = divmod(self.minutes, 60)
        return " ".join(
            [*([f"{hours}h"] if hours else []), *([say("{minutes} min", minutes=minutes)] if minutes else [])]
        )

    def after(self, begun: datetime, working_hours: WorkingHours) -> datetime:
        """The instant, in UTC, by which it is over."""
        if self.days:
            return working_hours.add_days(begun, self.days)
        return working_hours.add_hours(begun, self.minutes / 60)


USUAL: Mapping[Severity, Allowance] = MappingProxyType(
    {Severity.HIGH: Allowance(minutes=240), Severity.MEDIUM: Allowance(days=1), Severity.LOW: Allowance(days=3)}
)
"""Where nobody chose another (product.md section 5)."""

Deadlines = Mapping[Cell, Allowance]
"""The allowance of every tier and severity."""

CELLS: tuple[Cell, ...] = tuple((tier, severity) for tier in Tier for severity in Severity)
"""In the order of the form: a tier after the other, in each the worst first."""

USUAL_DEADLINES: Deadlines = MappingProxyType({cell: USUAL[cell[1]] for cell in CELLS})

_PART = re.compile(
    r"(?P<number>[0-9]{1,4}(?:[.,][0-9]{1,2})?)\s*(?:working\s+)?"
    r"(?:(?P<min>m|mins?|minutes?)|(?P<h>h|hrs?|hours?)|(?P<d>d|days?))\.?(?![a-z])\s*",
    re.IGNORECASE,
)


def field_of(cell: Cell) -> str:
    """The form's field for one of them."""
    return f"{cell[0]}_{cell[1]}"


def read_allowance(typed: str, field: str | None = None) -> Allowance:
    """Such as "4h", "1 day", "1h 30 min", "90 minutes". Raises NotUnderstoodError, with this field."""
    minutes, days, rest = 0.0, 0.0, typed.strip()
    if not rest:
        raise NotUnderstoodError(say(EXAMPLES), field=field)
    while rest:
        found = _PART.match(rest)
        if found is None:
            raise NotUnderstoodError(
                say("I can't read “{strip}”. {examples}", strip=typed.strip()[:40], examples=say(EXAMPLES)), field=field
            )
        number = float(found["number"].replace(",", "."))
        minutes += number if found["min"] else number * 60 if found["h"] else 0
        days += number if found["d"] else 0
        rest = rest[found.end() :]
    return _checked(minutes, days, field)


def _checked(minutes: float, days: float, field: str | None) -> Allowance:
    if days and (minutes or days != int(days)):
        raise NotUnderstoodError(say("Whole days or hours, not both: 1d, or 12h."), field=field)
    if days > MOST_DAYS or minutes > MOST_HOURS * 60:
        raise NotUnderstoodError(
            say("That is too long. Up to {most_days}d or {most_hours}h.", most_days=MOST_DAYS, most_hours=MOST_HOURS),
            field=field,
        )
    if not days and minutes < SHORTEST_MIN:
        raise NotUnderstoodError(
            say("That is too short. {shortest_min} min or more.", shortest_min=SHORTEST_MIN), field=field
        )
    return Allowance(round(minutes), int(days))
