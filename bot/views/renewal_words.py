"""What matters for a renewal, in one line of small facts."""

from bot.domain.followups import FollowUpItem
from bot.domain.reader import Reader
from bot.views.days import day
from bot.views.money import money
from bot.views.mrkdwn import count

CLEAR = 0.15
"""From this mean score on (either way) a mood is called good or low."""


def matters(item: FollowUpItem, reader: Reader) -> str:
    """Open complaints, mood lately, last touch, value; "" of what is no renewal."""
    context = item.context
    if context is None:
        return ""
    said = [
        f":rotating_light: {count(context.complaints, 'open complaint')}" if context.complaints else "",
        f"mood lately {_mood(context.scores)}" if context.scores else "",
        f"last touch {day(item.last.on, reader)}" if item.last else "nobody was in touch yet",
        f"value {money(context.value, context.currency)}" if context.value else "",
    ]
    return " · ".join(filter(None, said))


def _mood(scores: tuple[float, ...]) -> str:
    mean = sum(scores) / len(scores)
    return "good" if mean >= CLEAR else "low" if mean <= -CLEAR else "mixed"
