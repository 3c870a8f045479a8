"""Asking how it went: what whoever asked a customer is told of the answer."""

from bot.domain.rating import RANGES
from bot.domain.saying import say
from bot.domain.survey_told import Told
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.message import Message
from bot.views.mrkdwn import inert, quote


def answered(told: Told) -> Message:
    """To whoever asked: what they answered, in which words, and what can be done with it."""
    rating = told.touchpoint.rating
    if told.touchpoint.undone_at or rating is None:
        text = say("The answer of *{name}* was taken back.", name=inert(told.customer.name))
        return Message(text, [section(text)])
    text = say(
        "*{name}* answered when asked how it went: *{rating}* of {most}",
        name=inert(told.customer.name),
        rating=rating,
        most=RANGES[rating.scale][-1],
    )
    buttons = [button(say("Open customer"), ids.OPEN_CUSTOMER, told.customer.id)]
    if told.offers_thanks:
        praise = f"{told.customer.id}:{told.touchpoint.id}"
        buttons.insert(0, button(say("Thank-you note"), ids.THANK_YOU_NOTE, praise, style="primary"))
    words = [section(quote(told.touchpoint.text))] if told.touchpoint.text else []
    return Message(text, [section(text), *words, actions(*buttons)])
