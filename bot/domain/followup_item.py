"""A follow-up with the customer it is for: a line of a list or digest."""

from dataclasses import dataclass

from bot.domain.customers import Customer
from bot.domain.followups import FollowUp


@dataclass(frozen=True)
class FollowUpItem:
    """One line."""

    followup: FollowUp
    customer: Customer
