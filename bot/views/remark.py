"""A remark on a customer, in words."""

from bot.domain.customers import Customer
from bot.domain.drafts import first_name
from bot.domain.remark import Remark, Topic
from bot.views.mrkdwn import count, inert


def remark_words(remark: Remark, customer: Customer) -> str:
    """Such as: Dana's birthday is today; 2 open complaints; renewal in 12 days; customer for 3 years today."""
    number = remark.number
    match remark.topic:
        case Topic.BIRTHDAY:
            return f":birthday: {inert(first_name(customer), 40)}'s birthday is {_ahead(number)}"
        case Topic.COMPLAINTS:
            return f":rotating_light: {count(number, 'open complaint')}"
        case Topic.ANNIVERSARY:
            return f":tada: customer for {count(number, 'year')} today"
        case Topic.RENEWAL:
            return f":repeat: renewal {_ahead(number)}"


def _ahead(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {count(days, 'day')}")
