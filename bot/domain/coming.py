"""What a change is about to begin: said in its confirmation, so that nobody is surprised by it a minute later."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Coming:
    """A playbook that begins within a minute: its name, how many steps, and the day of the first."""

    name: str
    steps: int
    first: date
