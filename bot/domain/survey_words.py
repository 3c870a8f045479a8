"""What the words beside an answer come to: a slip explained is no complaint, and a good answer takes a strong one.

"Sorry, wrong button, meant 5" holds words of complaints, and complains of nothing.
"""

import re
from dataclasses import replace

from bot.domain.mood import Mood
from bot.domain.rating import Rating

STRONG = -0.5
"""From this score down words alarm beside a good answer too: "cancel my contract", not "parking is a problem". Taken
from some twenty sentences, calm ones and complaints, as the scorer that ships scores them."""

BESIDE_A_GOOD_ANSWER = "beside a good answer"
"""Why words count as neutral that alone would not."""

_SORRY = r"(?:sorry|oops|whoops)\W+"
_PRESSED = r"(?:press|click|tap|hit|chose|pick|select|push)\w*\s+(?:on\s+)?"
_SLIP = re.compile(
    rf"(?:^|\b)(?:{_SORRY})?(?:"
    rf"(?:\bi\s+(?:just\s+|must\s+have\s+|accidentally\s+)?|(?<![a-z]\s)){_PRESSED}(?:the\s+|a\s+)?wrong\s+\w+"
    r"|(?<![a-z]\s)(?:the\s+)?wrong\s+(?:button|stars?|number|answer|key)"
    r"|my\s+(?:own\s+)?(?:mistake|slip|typo|bad)|by\s+(?:mistake|accident)|accidentally"
    r"|mis-?(?:click|press|tapp?|typ)\w*"
    r"|(?:\bi\s+)?(?:meant|should\s+(?:be|have\s+been))\s+(?:to\s+\w+\s+)?(?:a\s+)?\d{1,2}"
    r")\b\W*",
    re.IGNORECASE,
)
"""Somebody pressed what they did not mean: by their own hand ("I hit the wrong star"), not ours ("you sent the wrong
one"). A look behind keeps "delivered to the wrong number"."""


def without_slips(words: str) -> str:
    """The same without what only says that somebody pressed what they did not mean."""
    return _SLIP.sub(" ", words).strip()


def beside(rating: Rating | None, mood: Mood) -> Mood:
    """The mood of words as it counts beside this answer."""
    is_mild = mood.score is not None and mood.score > STRONG
    if mood.label == "negative" and is_mild and rating is not None and rating.is_good:
        return replace(mood, label="neutral", reason=BESIDE_A_GOOD_ANSWER)
    return mood
