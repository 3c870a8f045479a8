"""Whether a text says that somebody means to leave us, and in which words."""

import tomllib
from functools import cache
from importlib import resources

from bot.sentiment.clean import own_words
from bot.sentiment.cues import Cues
from bot.sentiment.vocabulary import word_list
from bot.sentiment.words import Words, read

LONGEST_PHRASE = 60
"""Characters of the phrase that are given."""

LEAVING = "leaving"
"""The phrases that say so; those of the other category sound like it and do not: "wants to leave a review"."""

REACH = 3
"""So many words before a phrase a "not" may stand that denies it: "has no plans to leave us"."""

NEGATORS = word_list("negators")


def leaving(text: str) -> str:
    """The first words of a text that say so, "" where none do. English alone; never raises for any text."""
    words = read(own_words(text))
    cues = _cues()
    for start, end in words.sentences:
        for cue in cues.find(words.lower, start, end):
            if cue.category.name == LEAVING and not _is_denied(words, cue.start, start):
                return words.phrase(cue.start, cue.end)[:LONGEST_PHRASE]
    return ""


def _is_denied(words: Words, at: int, sentence: int) -> bool:
    return any(word in NEGATORS for word in words.lower[max(sentence, at - REACH) : at])


@cache
def _cues() -> Cues:
    text = resources.files("bot.sentiment").joinpath("leaving.toml").read_text(encoding="utf-8")
    return Cues(tomllib.loads(text))
