"""For when something is planned, as it was said in a line or filled into a form."""

from dataclasses import dataclass
from datetime import date, time

from bot.domain.repeating import Repeat


@dataclass(frozen=True)
class Plan:
    """`due` is a day (None: none was said), `at` a time of day on the clock of whoever does it.

    `every`: how often it comes again. `is_promised`: the customer was told the day.
    """

    due: date | None = None
    at: time | None = None
    every: Repeat | None = None
    is_promised: bool = False
