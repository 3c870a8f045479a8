"""Whether a text is in a language that is scored: English. Another language's scorer would be chosen in scorer.py."""

from functools import cache
from typing import Any, NamedTuple

from bot.sentiment.vocabulary import foreign, languages, word_list
from bot.sentiment.words import Words

ENGLISH = word_list("english")
MOST_ENGLISH = 0.15  # share of English words from which a text is taken for English without asking
MANY_FOREIGN = 0.5
SURE = 0.9  # the detector is often wrong below, and for short texts at any probability
SEVERAL_KNOWN, VERY_SURE = 2, 0.98  # such notes as "useless staff, nobody answered us" have no small words
LONG_ENOUGH = 4  # words; in shorter texts only the commonest words of a language tell
LONGEST_LOOK = 2000  # bytes that the detector reads
OTHER_SCRIPT = 0.5  # share of words in letters beyond Latin from which the detector is trusted at once
LAST_LATIN = "\u024f"


class Guess(NamedTuple):
    """What the detector says: a language code, how sure, and whether it trusts itself."""

    code: str
    probability: float
    reliable: bool


@cache
def _detector() -> Any:  # noqa: ANN401  # because gcld3 has no types
    import gcld3  # noqa: PLC0415  # because most texts never need it

    return gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=LONGEST_LOOK)


def _ask(text: str) -> Guess:
    found = _detector().FindLanguage(text=text[:LONGEST_LOOK].replace("\0", " "))
    return Guess(found.language, found.probability, found.is_reliable)


def not_english(words: Words, known: int) -> str:
    """The language it looks like ("Spanish"), or "" for English and for what cannot be told, such as a name.

    `known` is the number of its words that the lexicons and cues know.
    """
    letters = [word for word in words.lower if word[0].isalpha()]
    if not letters:
        return ""
    english = sum(word in ENGLISH for word in letters)
    if english and english >= MOST_ENGLISH * len(letters):
        return ""
    if sum(word[0] > LAST_LATIN for word in letters) > OTHER_SCRIPT * len(letters):
        return _name(_ask(words.text))
    language, count = max(_foreign_share(letters).items(), key=lambda item: item[1])
    if count > max(english, known) and count >= MANY_FOREIGN * min(len(letters), LONG_ENOUGH):
        return language
    if len(letters) < LONG_ENOUGH or english or known * 2 >= len(letters):
        return ""
    guess = _ask(words.text)
    sure = VERY_SURE if known >= SEVERAL_KNOWN else SURE
    return _name(guess) if guess.code not in ("en", "und") and guess.reliable and guess.probability >= sure else ""


def _foreign_share(letters: list[str]) -> dict[str, int]:
    return {name: sum(word in common for word in letters) for name, common in foreign().items()}


def _name(guess: Guess) -> str:
    return languages().get(guess.code.split("-")[0], "another language")
