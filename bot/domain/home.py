"""What somebody sees on the Home tab."""

from dataclasses import dataclass
from datetime import date

from bot.domain.away import Absence
from bot.domain.customers import Customer
from bot.domain.followups import FollowUpItem
from bot.domain.people import Person
from bot.domain.reader import Reader
from bot.domain.status import Figures
from bot.domain.thanks import Goal


@dataclass(frozen=True)
class Home:
    """`mine` is due by today, `unclaimed` is everybody's; `birthdays` are those of the coming seven days, in order.

    `away`: the absence in which they are now.
    """

    person: Person
    mine: list[FollowUpItem]
    later: int
    unclaimed: list[FollowUpItem]
    birthdays: list[tuple[date, Customer]]
    figures: Figures
    is_new: bool
    may_set: bool
    reader: Reader
    away: Absence | None = None
    goal: Goal | None = None

    @property
    def today(self) -> date:
        """The reader's local day."""
        return self.reader.today
