"""How a text feels, in words with the text's own phrases; decimals stand in `rapport score` alone."""

from bot.domain.mood import Mood
from bot.views.mrkdwn import escape, inert


def mood_words(mood: Mood) -> str:
    """Such as: sounds negative: “never arrived”. Always with what it is based on (promise 8)."""
    if mood.score is None:
        return f"mood not scored{f': {escape(mood.reason)}' if mood.reason else ''}"
    phrases = ", ".join(f"“{inert(phrase, 60)}”" for phrase in mood.phrases[:4])
    reason = f" ({escape(mood.reason)})" if mood.reason else ""
    return f"sounds {mood.label}{f': {phrases}' if phrases else ''}{reason}"
