"""A remark on a customer, in words."""

from bot.domain.customers import Customer
from bot.domain.drafts import first_name
from bot.domain.remark import Remark, Topic
from bot.domain.saying import say, say_count
from bot.views.mrkdwn import inert


def remark_words(remark: Remark, customer: Customer) -> str:
    """Such as: Dana's birthday is today; 2 open complaints; renewal in 12 days; customer for 3 years today."""
    number = remark.number
    match remark.topic:
        case Topic.BIRTHDAY:
            return say(
                ":birthday: {first_name}'s birthday is {ahead}",
                first_name=inert(first_name(customer), 40),
                ahead=_ahead(number),
            )
        case Topic.COMPLAINTS:
            return f":rotating_light: {say_count('{number} open complaint', '{number} open complaints', number)}"
        case Topic.ANNIVERSARY:
            return say(":tada: customer for {count} today", count=say_count("{number} year", "{number} years", number))
        case Topic.RENEWAL:
            return say(":repeat: renewal {ahead}", ahead=_ahead(number))


def _ahead(days: int) -> str:
    return {0: say("today"), 1: say("tomorrow")}.get(
        days, say("in {count}", count=say_count("{number} day", "{number} days", days))
    )
