"""A customer's answer, as whoever asked is told of it."""

from dataclasses import dataclass

from bot.domain.customers import Customer
from bot.domain.touchpoints import Touchpoint


@dataclass(frozen=True)
class Told:
    """Whose answer it is and where it is kept. `offers_thanks`: it deserves a note, and one may be planned.

    `is_alarming`: the team is alerted of it; `alert`: the link to that alert, "" where there is none to follow.
    `is_of_handling`: they were asked how a complaint of theirs was put right.
    """

    customer: Customer
    touchpoint: Touchpoint
    offers_thanks: bool
    is_alarming: bool = False
    alert: str = ""
    is_of_handling: bool = False
