"""What customers are asked, and what the ends of its scale mean, in their language.

After a complaint it is how we handled it. It says no more than that: whoever finds the link learns nothing of it.
"""

from bot.domain.rating import Scale
from bot.domain.saying import later, say, speaking

_QUESTIONS = {
    "csat": (later("How satisfied are you with us?"), later("How satisfied are you with {team}?")),
    "nps": (
        later("How likely are you to recommend us to a friend or colleague?"),
        later("How likely are you to recommend {team} to a friend or colleague?"),
    ),
}
_OF_HANDLING = (
    later("How satisfied are you with how we handled it?"),
    later("How satisfied are you with how {team} handled it?"),
)
_ENDS = {
    "csat": (later("not satisfied at all"), later("very satisfied")),
    "nps": (later("not likely at all"), later("very likely")),
}


def question(scale: Scale, language: str, team: str = "", *, of_handling: bool = False) -> str:
    """What is asked. `team`: how customers know us, "" where that is not known.

    `of_handling`: how a complaint of theirs was put right (survey.py: `asks_of_handling`).
    """
    plain, named = _OF_HANDLING if of_handling else _QUESTIONS[scale]
    with speaking(language):
        return say(named, team=team) if team else say(plain)


def ends(scale: Scale, language: str) -> tuple[str, str]:
    """What the least and the most of a scale mean."""
    least, most = _ENDS[scale]
    with speaking(language):
        return say(least), say(most)
