"""What matters for a renewal, in one line of small facts."""

from bot.domain.followups import RenewalContext
from bot.views.money import money
from bot.views.mrkdwn import count

CLEAR = 0.15
"""From this mean score on (either way) a mood is called good or low."""


def matters(context: RenewalContext) -> str:
    """Open complaints, mood lately, value; "" where nothing is known."""
    said = [
        f":rotating_light: {count(context.complaints, 'open complaint')}" if context.complaints else "",
        f"mood lately {_mood(context.scores)}" if context.scores else "",
        f"value {money(context.value, context.currency)}" if context.value else "",
    ]
    return " · ".join(filter(None, said))


def _mood(scores: tuple[float, ...]) -> str:
    mean = sum(scores) / len(scores)
    return "good" if mean >= CLEAR else "low" if mean <= -CLEAR else "mixed"
