"""What a text says of their staying with us: that they leave, that they stay, that their contact goes."""

import tomllib
from functools import cache
from importlib import resources

from bot.sentiment.clean import own_words
from bot.sentiment.cues import Cues
from bot.sentiment.vocabulary import word_list
from bot.sentiment.words import Words, read

LONGEST_PHRASE = 60
"""Characters of the phrase that are given."""

LEAVING, STAYING, GONE = "leaving", "staying", "gone"
"""What phrases say; those of the other category sound like it and are not: "wants to leave a review"."""

REACH = 3
"""So many words before a phrase a "not" may stand that denies it: "has no plans to leave us"."""

NEGATORS = word_list("negators") | {
    *("nicht", "kein", "keine", "keinen", "keinem", "nie", "niemals", "nunca", "tampoco", "sin", "jamás"),
}
"""In English, German and Spanish, as the phrases are."""


def signs(text: str) -> dict[str, str]:
    """LEAVING, STAYING, GONE -> the first words of a text that say so, of those that it says.

    Where the same text says that they stay, it says nothing of LEAVING. English, German and Spanish. Never raises.
    """
    words = read(own_words(text))
    cues, found = _cues(), dict[str, str]()
    for start, end in words.sentences:
        for cue in cues.find(words.lower, start, end):
            what = cue.category.name
            if what in {LEAVING, STAYING, GONE} and what not in found and not _is_denied(words, cue.start, start):
                found[what] = words.phrase(cue.start, cue.end)[:LONGEST_PHRASE]
    if STAYING in found:
        found.pop(LEAVING, None)
    return found


def _is_denied(words: Words, at: int, sentence: int) -> bool:
    return any(word in NEGATORS for word in words.lower[max(sentence, at - REACH) : at])


@cache
def _cues() -> Cues:
    text = resources.files("bot.sentiment").joinpath("leaving.toml").read_text(encoding="utf-8")
    return Cues(tomllib.loads(text))
