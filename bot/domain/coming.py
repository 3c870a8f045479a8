"""What a change is about to begin or end: said in its confirmation, so that nobody is surprised a minute later."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Coming:
    """A playbook that begins within a minute: its name, how many steps, and the day of the first.

    `first` None: it ends, and so many steps are left undone.
    """

    name: str
    steps: int
    first: date | None
