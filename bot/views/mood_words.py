"""How a text feels, in words with the text's own phrases; decimals stand in `rapport score` alone."""

from bot.domain.mood import Mood
from bot.domain.saying import say
from bot.views.mrkdwn import escape, inert


def mood_words(mood: Mood) -> str:
    """Such as: sounds negative: “never arrived”. Always with what it is based on (promise 8)."""
    if mood.score is None:
        return say("mood not scored{what}", what=f": {escape(mood.reason)}" if mood.reason else "")
    phrases = ", ".join(f"“{inert(phrase, 60)}”" for phrase in mood.phrases[:4])
    reason = f" ({escape(mood.reason)})" if mood.reason else ""
    return say(
        "sounds {label}{what}{reason}", label=say(mood.label), what=f": {phrases}" if phrases else "", reason=reason
    )
