"""Who reads a message, as far as its days go: when, in which zone, with which days off."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import WorkingHours, local_date
from bot.domain.saying import ENGLISH


@dataclass(frozen=True)
class Reader:
    """The reader of a message at an instant. `working` has their zone and the days on which they get a digest.

    A channel is read in the zone and on the working days of the workspace. `person` is the id of the one person who
    reads it, whose own name need not be said; "" where there is none. `language`: what they read.
    """

    now: datetime
    working_hours: WorkingHours
    person: str = ""
    language: str = ENGLISH

    @property
    def tz(self) -> str:
        """The IANA name of their zone."""
        return self.working_hours.zone

    @property
    def today(self) -> date:
        """The date on their wall."""
        return local_date(self.now, self.working_hours.zone)
