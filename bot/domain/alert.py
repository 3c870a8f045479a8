"""An alert: negative feedback or a complaint, shown to the team until it is put right."""

from dataclasses import dataclass
from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, Resolution
from bot.domain.touchpoints import Touchpoint


@dataclass(frozen=True)
class Alert:
    """Everything an alert shows. `today` is a day of the workspace's zone, for the days in it."""

    followup: FollowUp
    touchpoint: Touchpoint
    customer: Customer
    caretaker: Caretaker
    open_complaints: int
    last_touch: date | None
    resolution: Resolution | None
    today: date
