"""What happened in a span, counted: what every figure of it is computed of. Nobody can be told from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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


Hours = Mapping[float, int]
"""Working hours -> how many complaints took so long."""


@dataclass(frozen=True)
class Complaints:
    """Complaints of the span. `about`: (category, cause) -> how many; each is from the team's lists, or "".

    `put_right`: how many were at least once, and `reopened`: how many of them came back. Times count from when one was
    logged; what was put together with another one has none, as the other's counts.
    """

    about: Mapping[tuple[str, str], int] = field(default_factory=dict)
    put_right: int = 0
    reopened: int = 0
    claim: Hours = field(default_factory=dict)
    acknowledge: Hours = field(default_factory=dict)
    resolve: Hours = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many there were."""
        return sum(self.about.values())


@dataclass(frozen=True)
class Righted:
    """Complaints of which it was noted in the span what was done about them: how many, and how many were compensated.

    `given`: what that was worth, in hundredths of the workspace's currency; what was given in another is not in it.
    """

    number: int = 0
    compensated: int = 0
    given: int = 0


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
    complaints: Complaints = field(default_factory=Complaints)
    work: Work = field(default_factory=Work)
    customers: Customers = field(default_factory=Customers)
    righted: Righted = field(default_factory=Righted)

    def count(self, which: Callable[[Touched], bool] = lambda _one: True) -> int:
        """How many touches are so."""
        return sum(number for one, number in self.touches.items() if which(one))
