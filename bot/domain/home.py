"""What somebody sees on the Home tab."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.away import Absence
from bot.domain.calendar import instant_of, local_date, zone
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpItem
from bot.domain.people import Person
from bot.domain.reader import Reader
from bot.domain.thanks import Goal
from bot.domain.theme import Weighed

TEAM = "team"
"""Whose things Home shows, where it is everybody's; else the id of a person."""

FEW = 5
"""Rows of a part of Home, before somebody asks for all of it."""


class PartOfDay(StrEnum):
    """What somebody is greeted with."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_BEGINS = {
    time(): PartOfDay.NIGHT,
    time(5): PartOfDay.MORNING,
    time(12): PartOfDay.AFTERNOON,
    time(18): PartOfDay.EVENING,
}
"""When each begins on the wall of the reader. At midnight their day turns as well."""


def part_of_day(reader: Reader) -> PartOfDay:
    """Which it is for the reader."""
    on_the_wall = reader.now.astimezone(zone(reader.tz)).time()
    return next(part for begins, part in reversed(_BEGINS.items()) if on_the_wall >= begins)


def next_part(reader: Reader) -> datetime:
    """The instant at which the next one begins, and with the first of a day the day."""
    today = local_date(reader.now, reader.tz)
    days = (today, today + timedelta(days=1))
    return min(at for day in days for begins in _BEGINS if (at := instant_of(day, begins, reader.tz)) > reader.now)


@dataclass(frozen=True)
class Rows:
    """The first few of what belongs together, the most urgent first, and how many there are."""

    items: list[FollowUpItem]
    total: int

    @property
    def has_more(self) -> bool:
        """Whether there are others than these."""
        return self.total > len(self.items)


@dataclass(frozen=True)
class ComingBirthday:
    """One of this week. `owner` looks after the customer. `wish`: what there is to do about it, once it came up."""

    on: date
    customer: Customer
    owner: str | None
    wish: FollowUp | None = None

    @property
    def can_be_drafted(self) -> bool:
        """Whether nobody has wished yet, or said that nobody will."""
        return self.wish is None or self.wish.is_open


@dataclass(frozen=True)
class MyWeek:
    """What somebody did since Monday of their week. `kept` of `promised` were done by the day the customer was told."""

    logged: int = 0
    claimed: int = 0
    finished: int = 0
    kept: int = 0
    promised: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.logged or self.claimed or self.finished)


@dataclass(frozen=True)
class Home:
    """What `person` sees of what is `whose`: "" their own, TEAM, or a person's (`name`, "" where it is not known).

    `due` is what comes up by today, without thank-you `notes`; `later` counts what comes after, `next_one` is the first
    of that. `unclaimed` is everybody's. `birthdays` are those of the coming seven days, in order. `week` is always
    theirs. `back_at`: when the next of what was put off comes back the same day. `away`: the absence in which they are
    now. `has_customers`: whether there is anybody to look after. `is_to_set_up`: setting up is under way, and theirs.
    `leads`: whether they lead; `may_leave`: how many customers may leave us, which leads alone are shown.
    `to_mend`: themes that are theirs to mend, which they alone are shown; `currency`: of what these are worth.
    """

    person: Person
    reader: Reader
    due: Rows
    notes: Rows
    unclaimed: Rows
    birthdays: list[ComingBirthday]
    later: int
    is_new: bool
    is_to_set_up: bool = False
    may_import: bool = False
    leads: bool = False
    may_leave: int = 0
    to_mend: Sequence[Weighed] = ()
    currency: str = ""
    has_customers: bool = True
    next_one: FollowUpItem | None = None
    week: MyWeek | None = None
    away: Absence | None = None
    goal: Goal | None = None
    whose: str = ""
    name: str = ""
    back_at: datetime | None = None

    @property
    def today(self) -> date:
        """The reader's local day."""
        return self.reader.today
