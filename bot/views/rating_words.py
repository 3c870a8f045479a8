"""A rating with what its scale means: nobody has to know what NPS and CSAT stand for."""

from bot.domain.rating import Rating
from bot.domain.saying import later, say

MEANINGS = {"nps": later("would they recommend us, 0 to 10"), "csat": later("how satisfied they are, 1 to 5")}


def rating_words(rating: Rating) -> str:
    """Such as: NPS 9 (would they recommend us, 0 to 10)."""
    return f"{rating} ({say(MEANINGS[rating.scale])})"
