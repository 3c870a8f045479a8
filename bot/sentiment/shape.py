"""How a text is written: exclamation and question marks, capitals, drawn out words, stars, negations, length."""

import re
from math import log, sqrt

from bot.sentiment.lexicons import NEGATORS
from bot.sentiment.words import Words

STARS = re.compile(
    r"(?P<drawn>[★⭐]{1,5})(?P<empty>☆{0,4})"
    r"|\b(?P<given>10|[0-9](?:\.5)?) ?(?:/|out of) ?(?P<most>5|10)\b"
)
ALL_STARS = 5
MANY_MARKS = 4
LONG_WORD = 3  # shorter words in capitals are often abbreviations
LONG_TEXT = 5.0  # the logarithm of 148 words


def shape(words: Words) -> dict[str, float]:
    """Numbers from 0 to about 1 (stars from -1); what is 0 is left out."""
    marks = "".join(token for token in words.lower if token[0] in "!?")
    features = {
        "exclamations": min(marks.count("!"), MANY_MARKS) / MANY_MARKS,
        "questions": min(marks.count("?"), MANY_MARKS) / MANY_MARKS,
        "capitals": float(words.shouted or any(token.isupper() and len(token) > LONG_WORD for token in words.written)),
        "drawn out": float(words.elongated),
        "negations": sqrt(sum(word in NEGATORS for word in words.lower) / (len(words.lower) or 1)),
        "length": log(1 + len(words.lower)) / LONG_TEXT,
        "stars": stars(words.text),
    }
    return {name: value for name, value in features.items() if value}


def stars(text: str) -> float:
    """Stars given, from -1 (none or one) to 1 (all); 0 without stars."""
    found = STARS.search(text)
    if not found:
        return 0.0
    if found["drawn"]:
        if len(found["drawn"]) == 1 and not found["empty"] and any(map(str.isalnum, text)):
            return 0.0  # beside words one star is an ornament
        return _of_all(len(found["drawn"]), ALL_STARS)
    return _of_all(float(found["given"]), float(found["most"]))


def _of_all(given: float, most: float) -> float:
    return max(-1.0, min(1.0, 2 * (given - 1) / (most - 1) - 1))
