"""For when something is planned, as it was said in a line or filled into a form."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Plan:
    """`due` is a day (None: none was said), `at` a time of day on the clock of whoever does it."""

    due: date | None = None
    at: time | None = None
