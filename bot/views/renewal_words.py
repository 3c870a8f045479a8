"""What matters for a renewal, in one line of small facts."""

from bot.domain.followups import FollowUpItem
from bot.domain.reader import Reader
from bot.domain.saying import say, say_count
from bot.views.days import day
from bot.views.money import money

CLEAR = 0.15
"""From this mean score on (either way) a mood is called good or low."""


def matters(item: FollowUpItem, reader: Reader) -> str:
    """Open complaints, mood lately, last touch, value; "" of what is no renewal."""
    context = item.context
    if context is None:
        return ""
    said = [
        f":rotating_light: {say_count('{number} open complaint', '{number} open complaints', context.complaints)}"
        if context.complaints
        else "",
        _mood(context.scores) if context.scores else "",
        say("last touch {on}", on=day(item.last.on, reader)) if item.last else say("nobody was in touch yet"),
        say("value {value}", value=money(context.value, context.currency)) if context.value else "",
    ]
    return " · ".join(filter(None, said))


def _mood(scores: tuple[float, ...]) -> str:
    mean = sum(scores) / len(scores)
    if mean >= CLEAR:
        return say("mood lately good")
    return say("mood lately low") if mean <= -CLEAR else say("mood lately mixed")
