"""For when something is planned, as it was said in a line or filled into a form."""

from dataclasses import dataclass
from datetime import date, time

from bot.domain.repeating import Repeat

HERE = "here"
"""Behind a time of day: it is one on the clock of the one who says it ("in 2 hours"), whoever does it."""


@dataclass(frozen=True)
class Plan:
    """`due` is a day (None: none was said), `at` a time of day on the clock of whoever does it.

    `is_here`: day and time are those of the one who plans it. `every`: how often it comes again. `is_promised`: the
    customer was told the day.
    """

    due: date | None = None
    at: time | None = None
    is_here: bool = False
    every: Repeat | None = None
    is_promised: bool = False
