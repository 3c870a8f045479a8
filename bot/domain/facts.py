"""What happened in a span, counted: what every figure of it is computed of. Nobody can be told from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bot.domain.mood import Label
from bot.domain.touchpoints import TouchpointKind


class Touched(NamedTuple):
    """What touches have in common that are counted together.

    `mood`: as somebody called it, else as it was scored. `scale` and `value` are of a rating, "" and 0 without one.
    """

    channel: str
    kind: TouchpointKind
    mood: Label
    scale: str = ""
    value: int = 0


@dataclass(frozen=True)
class ComplaintTimes:
    """One complaint of the span. Times are working hours since it was logged; None: it has not come to that.

    `category` and `cause` are from the team's lists, or "". `is_joined`: it was put together with another one, whose
    times count. `reopened`: how often it was.
    """

    opened: date
    category: str = ""
    cause: str = ""
    claim: float | None = None
    acknowledge: float | None = None
    resolve: float | None = None
    reopened: int = 0
    is_joined: bool = False


@dataclass(frozen=True)
class Work:
    """Follow-ups of the span: due on one of its days that are over, and of these done by then; promises the same way.

    `thanked`: thank-you notes that were done in it.
    """

    due: int = 0
    on_time: int = 0
    promised: int = 0
    kept: int = 0
    thanked: int = 0


@dataclass(frozen=True)
class Customers:
    """How many customers there were when the span began, how many of them it lost, and how many came in it.

    `valued`: how many of those there are now have a typed lifetime value, which together is `value`, in whole units.
    """

    at_start: int = 0
    lost: int = 0
    new: int = 0
    valued: int = 0
    value: int = 0


@dataclass(frozen=True)
class Facts:
    """All of it. `days`: how many days of the span had begun when it was counted."""

    days: int
    touches: Mapping[Touched, int] = field(default_factory=dict)
    complaints: Sequence[ComplaintTimes] = ()
    work: Work = field(default_factory=Work)
    customers: Customers = field(default_factory=Customers)

    def count(self, which: Callable[[Touched], bool] = lambda _one: True) -> int:
        """How many touches are so."""
        return sum(number for one, number in self.touches.items() if which(one))
