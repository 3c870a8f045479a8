"""Whether a text is in a language that is scored: English. Another language's scorer would be chosen in scorer.py."""

import unicodedata
from functools import cache
from typing import Any, NamedTuple

from bot.sentiment.vocabulary import foreign, languages, word_list
from bot.sentiment.words import Words

ENGLISH = word_list("english")
SURELY = 0.7  # share of known English words from which a text is English at once
MOSTLY = 0.5  # … and from which it is where no other language has more of its words
SURE = 0.9  # the detector is often wrong below, and for short texts at any probability
LONG_ENOUGH = 4  # words; in shorter texts only the common words of a language tell
LONGEST_LOOK = 2000  # bytes that the detector reads
OTHER_SCRIPT = 0.5  # share of words in letters beyond Latin from which the detector is trusted at once
LAST_LATIN = "\u024f"
BARE = str.maketrans("łøđßæœ", "lodsao")  # letters that do not come apart into a letter and an accent


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


class Language:
    """Tells English from other languages. `vocabulary` are words of English texts, besides those listed."""

    def __init__(self, vocabulary: frozenset[str]) -> None:
        self._english = (vocabulary - frozenset().union(*foreign().values())) | ENGLISH

    def knows(self, words: Words) -> bool:
        """Whether a word of this text is a known English one."""
        return any(word in self._english for word in words.lower)

    def other_than_english(self, words: Words) -> str:
        """The language it looks like ("Spanish"), or "" for English and for what cannot be told, such as a name."""
        letters = [word for word in words.lower if word[0].isalpha()]
        if not letters:
            return ""
        if sum(word[0] > LAST_LATIN for word in letters) > OTHER_SCRIPT * len(letters):
            return _name(_ask(words.text))
        english = [word for word in letters if word in self._english]
        if len(english) >= SURELY * len(letters):
            return ""
        if language := self._by_common_words(letters, english):
            return language
        if len(english) >= MOSTLY * len(letters) or len(letters) < LONG_ENOUGH:
            return ""
        guess = _ask(words.text)
        return _name(guess) if guess.code not in ("en", "und") and guess.reliable and guess.probability >= SURE else ""

    def _by_common_words(self, letters: list[str], english: list[str]) -> str:
        """The language whose common words outnumber the English ones; one at least has to be no English word."""
        bare = [_bare(word) for word in letters]
        best, most = "", 0
        for name, common in foreign().items():
            own = [word in common for word in bare]
            telling = any(is_own and word not in self._english for is_own, word in zip(own, letters, strict=True))
            rest = sum(word in self._english and _bare(word) not in common for word in english)
            if telling and sum(own) > max(most, rest):
                best, most = name, sum(own)
        return best


def _bare(word: str) -> str:
    """Without accents, as "equipe" for "équipe"."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word).translate(BARE)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _name(guess: Guess) -> str:
    return languages().get(guess.code.split("-")[0], "another language")
