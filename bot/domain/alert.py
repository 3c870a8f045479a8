"""An alert: negative feedback or a complaint, shown to the team until it is put right."""

from dataclasses import dataclass
from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, Resolution
from bot.domain.reader import Reader
from bot.domain.touchpoints import Touchpoint


@dataclass(frozen=True)
class Alert:
    """Everything an alert shows, and whose days it counts: the workspace's. `currency` is an ISO 4217 code or "".

    `joined` are the other complaints that were put together with this one. `is_given`: somebody else gave it to whoever
    has it. `acknowledged_by_way`: the channel by which the customer heard from us, where that is known.
    """

    followup: FollowUp
    touchpoint: Touchpoint
    customer: Customer
    caretaker: Caretaker
    open_complaints: int
    last_touch: date | None
    resolution: Resolution | None
    reader: Reader
    currency: str = ""
    joined: tuple[Touchpoint, ...] = ()
    is_given: bool = False
    acknowledged_by_way: str = ""
