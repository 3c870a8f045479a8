"""How the day of what was just planned came about, and which other days are one click away."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

NearDay = Literal["today", "tomorrow", "friday", "monday"]
_FRIDAY = 4


@dataclass(frozen=True)
class HowDue:
    """How the day of what was just planned came about.

    `is_default`: no day was given. `words` at the end of the text were read as the day. `hour` was said with it and is
    no time of a clock. `wall`: the time where its assignee is, where that is another clock ("15:00 in Europe/Lisbon").
    """

    is_default: bool = False
    words: str = ""
    hour: str = ""
    wall: str = ""


AS_SAID = HowDue()
"""A day that was plainly said, or filled into a form."""


def other_days(today: date, due: date) -> dict[NearDay, date]:
    """Days near today other than `due`, each once: today, tomorrow, this week's Friday, next week's Monday."""
    monday = today + timedelta(days=7 - today.weekday())
    near: dict[NearDay, date] = {"today": today, "tomorrow": today + timedelta(days=1)}
    if today.weekday() < _FRIDAY - 1:
        near["friday"] = today + timedelta(days=_FRIDAY - today.weekday())
    near["monday"] = monday
    days: dict[date, NearDay] = {}
    for name, day in near.items():
        days.setdefault(day, name)
    return {name: day for day, name in days.items() if day != due}
