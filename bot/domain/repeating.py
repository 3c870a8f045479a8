"""What repeats: how often, said as the words that are kept and shown, and the day that comes next.

A rule names its days itself ("every 6 months on the 31st"), so that one that was done late, or that met a short month,
does not wander: it goes on from the day that was planned, not from the day it was done.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from bot.domain.calendar import WorkingHours
from bot.domain.errors import RapportError
from bot.domain.saying import later, say

DAYS = tuple(calendar.day_name)
MONTHS = tuple(calendar.month_name)
NTHS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
"""Which weekday of a month: not every month has a fifth."""

_WEEK = timedelta(days=7)


class Unit(StrEnum):
    """In what a rule counts. Days are working days: nobody is asked to do something on a day off only."""

    DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


MOST = {Unit.DAY: 250, Unit.WEEK: 104, Unit.MONTH: 60, Unit.YEAR: 10}
"""So many of each a rule may count: beyond is a slip of the keyboard."""

_AT_MOST = {
    Unit.DAY: later("Something can repeat every {most} working days at most."),
    Unit.WEEK: later("Something can repeat every {most} weeks at most."),
    Unit.MONTH: later("Something can repeat every {most} months at most."),
    Unit.YEAR: later("Something can repeat every {most} years at most."),
}


@dataclass(frozen=True)
class Repeat:
    """Every so many of a unit: on a `weekday` (Monday is 0), of a month the `nth` of it (-1 the last), or on a `day`.

    A day that a month has not is its last one. Raises RapportError for a day that no year has, or too far apart.
    """

    unit: Unit
    every: int = 1
    weekday: int | None = None
    nth: int = 0
    day: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.every <= MOST[self.unit]:
            raise RapportError(
                say(_AT_MOST[self.unit], most=MOST[self.unit]),
                field="every",
            )
        longest = calendar.monthrange(2024, self.month)[1] if self.month else 31
        if self.day is not None and not 1 <= self.day <= longest:
            raise RapportError(
                say("{months} has no {day}th.", months=MONTHS[self.month or 1], day=self.day), field="every"
            )

    def __str__(self) -> str:
        """Such as "every 2 weeks on Monday": `read` reads it again."""
        often = f"every {self.unit}" if self.every == 1 else f"every {self.every} {self.unit}s"
        if self.unit is Unit.YEAR and self.day and self.month:
            return f"{often} on {self.day} {MONTHS[self.month]}"
        if self.nth and self.weekday is not None:
            return f"{often} on the {NTHS[self.nth]} {DAYS[self.weekday]}"
        if self.weekday is not None:
            return f"{often} on {DAYS[self.weekday]}"
        return f"{often} on the {ordinal(self.day)}" if self.day else often

    @classmethod
    def read(cls, words: str) -> "Repeat":
        """The rule behind its own words. Raises ValueError for any others; bot/reading/repeats.py reads generously."""
        found = _WORDS.fullmatch(words)
        if not found:
            raise ValueError(words)
        return cls(
            Unit(found["unit"]),
            int(found["every"] or 1),
            DAYS.index(found["weekday"]) if found["weekday"] else None,
            next((nth for nth, name in NTHS.items() if name == found["nth"]), 0),
            int(found["day"] or found["of_month"] or 0) or None,
            MONTHS.index(found["month"]) if found["month"] else None,
        )

    def beginning(self, due: date) -> "Repeat":
        """The rule of what is first due on this day, with the day it goes by where none was said."""
        if self.unit is Unit.DAY or self.day or self.weekday is not None:
            return self
        if self.unit is Unit.WEEK:
            return replace(self, weekday=due.weekday())
        return replace(self, day=due.day, month=due.month if self.unit is Unit.YEAR else None)

    def first(self, today: date, working_hours: WorkingHours) -> date:
        """When it is first due where no day was said: the next of its own days, else once the time has passed."""
        if self.weekday is None and not self.day:
            return self.after(today, today, working_hours)
        step = replace(self, every=1)
        back = {Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}[self.unit]
        return step.after(today - timedelta(days=back), today, working_hours)

    def after(self, planned: date, past: date, working_hours: WorkingHours) -> date:
        """The first day of its own that comes after the one that was planned, and after a day that is `past`."""
        days = (self.beginning(planned).step(planned, units) for units in count(self.every, self.every))
        day = next(day for day in days if day > max(planned, past))
        is_off = self.unit is Unit.DAY and not working_hours.is_working_day(day)
        return working_hours.next_working_day(day) if is_off else day

    def step(self, planned: date, units: int) -> date:
        """The day of the rule so many units after another; one that has begun (`beginning`)."""
        if self.unit is Unit.DAY:
            return planned + timedelta(days=units)
        if self.unit is Unit.WEEK:
            return planned - timedelta(days=planned.weekday()) + _WEEK * units + timedelta(days=self.weekday or 0)
        months = planned.year * 12 + planned.month - 1 + units * (12 if self.unit is Unit.YEAR else 1)
        year, month = months // 12, self.month or months % 12 + 1
        last = calendar.monthrange(year, month)[1]
        if self.weekday is None or not self.nth:
            return date(year, month, min(self.day or 1, last))
        days = [day for day in range(1, last + 1) if date(year, month, day).weekday() == self.weekday]
        return date(year, month, days[self.nth - 1 if self.nth > 0 else -1])


def ordinal(day: int | None) -> str:
    """Such as "3rd"."""
    number = day or 1
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004  # 11th to 13th
    return f"{number}{ending}"


_WORDS = re.compile(
    rf"every (?:(?P<every>\d+) )?(?P<unit>{'|'.join(Unit)})s?"
    rf"(?: on (?:(?:the (?P<nth>{'|'.join(NTHS.values())}) )?(?P<weekday>{'|'.join(DAYS)})"
    rf"|the (?P<of_month>\d+)(?:st|nd|rd|th)|(?P<day>\d+) (?P<month>{'|'.join(MONTHS[1:])})))?"
)
