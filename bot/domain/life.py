"""What became of a customer: the stages they went through, that they left us, that they came back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

REASON_LENGTH = 200
"""The longest reason, in characters."""


class Turn(StrEnum):
    """What happened. Its value is what the database holds."""

    STAGE = "stage"
    LOST = "lost"
    WON_BACK = "won back"


@dataclass(frozen=True)
class LifeEvent:
    """One turn of a customer's life. `id` is 0 until stored.

    `before` and `after` are stages (of STAGE). `on`: the day it happened; `reason`: from the team's list, or in words.
    """

    id: int
    customer_id: int
    turn: Turn
    before: str
    after: str
    on: date
    reason: str
    noted_by: str
    noted_at: datetime
