"""An alert that nobody claims: who is reminded of it, and when. Clocks run in working hours (product.md, section 5).

Before its deadline a line in its thread names who looks after the customer; at the deadline whoever is asked next is
told directly, and then once a working day. It stops when somebody claims it. One that was claimed and is not
acknowledged in time is its claimer's matter: it stands overdue in their digest and in the lead's view of the week.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import WorkingHours, local_date
from bot.domain.due import is_put_off
from bot.domain.followups import FollowUp
from bot.domain.reader import Reader

AT_LEAST = timedelta(minutes=30)
"""So long before the deadline at the latest, so that somebody can still do something."""

MOST_DAYS = 10
"""On so many working days somebody is told of one alert; then it stands in the lead's view of each week alone."""


class Step(StrEnum):
    """How far it is."""

    WARN = "warn"
    TELL = "tell"


def warned_at(followup: FollowUp, working_hours: WorkingHours) -> datetime | None:
    """When half of its time has passed, in working hours; None: it has no deadline, or too short a time for that."""
    if followup.deadline is None:
        return None
    allowed = working_time(followup.created_at, followup.deadline, working_hours)
    half = working_hours.add_hours(followup.created_at, allowed.total_seconds() / 7200)
    at = min(half, followup.deadline - AT_LEAST)
    return at if at > followup.created_at else None


def step(followup: FollowUp, reader: Reader) -> Step | None:
    """How far the alert of a follow-up is now; `reader` reads days as the team does. None: nothing is to be done."""
    if not followup.is_open or followup.assignee or followup.deadline is None or is_put_off(followup, reader):
        return None
    if reader.now >= followup.deadline:
        return Step.TELL
    warned = warned_at(followup, reader.working_hours)
    return Step.WARN if warned and reader.now >= warned else None


def working_time(since: datetime, until: datetime, working_hours: WorkingHours) -> timedelta:
    """How much working time lies between two instants."""
    day, total = local_date(since, working_hours.zone), timedelta()
    while day <= local_date(until, working_hours.zone):
        if working_hours.is_working_day(day):
            opens, closes = working_hours.hours_of(day)
            total += max(min(closes, until) - max(opens, since), timedelta())
        day += timedelta(days=1)
    return total


@dataclass(frozen=True)
class AskedNext:
    """Whom an alert that nobody claimed goes to: the steward of the customer's tier, else the leads, and so on.

    `stewards`: tier -> person. Who is among `gone` is left out, and who is `away`; `admins` come last.
    """

    stewards: Mapping[str, str]
    leads: Sequence[str]
    default_owner: str | None
    admins: Sequence[str]
    gone: Collection[str] = ()
    away: Collection[str] = ()

    def of(self, tier: str) -> list[str]:
        """Who is told, for a customer of this tier; nobody: all of them are away, or there is none."""
        return next((here for here, _ in self._steps(tier) if here), [])

    def left_out(self, tier: str) -> list[str]:
        """Who would have been told before them, or with them, and is away."""
        found: list[str] = []
        for here, away in self._steps(tier):
            found += away
            if here:
                break
        return found

    def _steps(self, tier: str) -> Iterator[tuple[list[str], list[str]]]:
        """Of each step those who are there, and those who are away."""
        for people in ([self.stewards.get(tier)], self.leads, [self.default_owner], self.admins):
            able = list(dict.fromkeys(one for one in people if one and one not in self.gone))
            yield [one for one in able if one not in self.away], [one for one in able if one in self.away]
