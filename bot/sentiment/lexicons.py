"""The feeling words of TextBlob and VADER, with negation, degree and capitals, read in one pass over the words.

TextBlob's own `sentiment` cuts the text again for every call and VADER's `polarity_scores` copies the whole text for
every word, so their word lists and rules are used here on words cut once; 100,000 characters stay linear.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, resources
from importlib.util import find_spec, module_from_spec
from typing import Any, Protocol, Self

from bot.sentiment.vocabulary import word_list
from bot.sentiment.words import Words

REACH = 3  # words that a negation or a degree word looks ahead (VADER)
ENDS_REACH = 3  # letters of an unknown word that ends what "not" and "very" reach (TextBlob)
NEGATED = -0.74  # "not good" is less bad than "bad" (VADER's N_SCALAR)
CAPITALS = 0.733  # VADER's C_INCR
FADES = (1.0, 0.95, 0.9)  # a degree word counts less from further away (VADER)
FULL = 4.0  # VADER's strongest word

NEGATORS = word_list("negators")
CONTRACTED = {word: "n't" for word in NEGATORS if word.endswith("nt")}  # as TextBlob cuts "don't"


@dataclass(frozen=True)
class Feeling:
    """A feeling word at a token, from -1 to 1, after negation, degree and capitals."""

    at: int
    start: int
    value: float


class TextBlobSentiment(Protocol):
    """What is used of `textblob.en.sentiment`, which has no types."""

    def load(self) -> None:
        """Read the table from its file."""

    def items(self) -> Any:  # noqa: ANN401  # because TextBlob has no types
        """Words and their (polarity, subjectivity, intensity) by part of speech; None for all parts."""

    def assessments(self, words: list[tuple[str, None]]) -> list[tuple[list[str], float, float, str | None]]:
        """(words, polarity, subjectivity, label) of each feeling word."""


class Lexicons:
    """TextBlob's and VADER's words in one table."""

    def __init__(self, textblob: TextBlobSentiment, vader: dict[str, float], boosters: dict[str, float]) -> None:
        self._textblob = textblob
        self._boosters = boosters
        silent = word_list("filler")
        self._silent = silent
        self._telling = NEGATORS | {word for word, _ in textblob.items()}
        self._words = {
            word: value / FULL for word, value in vader.items() if word not in silent and word not in boosters
        }
        for word, by_part in textblob.items():
            if word not in self._words and word not in silent and word not in boosters and by_part[None][0]:
                self._words[word] = by_part[None][0] * 0.5  # TextBlob's words are surer of themselves than VADER's

    @classmethod
    def load(cls) -> Self:
        """TextBlob's words from its package, VADER's from the folder vader, which says where they come from."""
        sentiment = _textblob_sentiment()
        sentiment.load()
        valence = {word: float(value) for word, value in _rows("vader_lexicon.txt")}
        lexicon = {word.replace("'", ""): value for word, value in valence.items()}
        for emoji, description in _rows("emoji_utf8_lexicon.txt"):
            if value := sum(valence.get(word, 0.0) for word in description.split()):
                lexicon.setdefault(emoji, value)
        boosters = {word: float(value) / FULL for word, value in _rows("boosters.tsv") if " " not in word}
        return cls(sentiment, lexicon, boosters)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def polarity(self, lower: list[str], covered: bytearray) -> tuple[float, float, float]:
        """TextBlob's own polarity of the words that no cue covers, the sum of its finds below 0 and of those above."""
        found = [assessment[1] for assessment in self._textblob.assessments(self._stream(lower, covered))]
        return (
            sum(found) / len(found) if found else 0.0,
            sum(value for value in found if value < 0),
            sum(value for value in found if value > 0),
        )

    def _stream(self, lower: list[str], covered: bytearray) -> list[tuple[str, None]]:
        """What TextBlob is to see.

        Of unknown words in a row the first does what all of them would do there: it ends the reach of a "not".
        """
        silent, telling, stream, ended = self._silent, self._telling, [], True
        for at, word in enumerate(lower):
            if covered[at] or word in silent:
                continue
            tells = word in telling or len(word) < ENDS_REACH or not word.isalpha()
            if tells or not ended:
                stream.append((CONTRACTED.get(word, word), None))
            ended = not tells
        return stream

    def feelings(self, words: Words, start: int, end: int, covered: bytearray) -> list[Feeling]:
        """The feeling words among these tokens of one sentence, leaving out those that a cue covers."""
        known, lower = self._words, words.lower
        return [
            self._feeling(words, at, start, known[lower[at]])
            for at in range(start, end)
            if lower[at] in known and not covered[at]
        ]

    def _feeling(self, words: Words, at: int, start: int, value: float) -> Feeling:
        lower, first = words.lower, at
        if words.written[at].isupper() and len(lower[at]) > 1 and not words.shouted:
            value += CAPITALS / FULL if value > 0 else -CAPITALS / FULL
        for back in range(1, min(REACH, at - start) + 1):
            before = lower[at - back]
            if degree := self._boosters.get(before):
                value += (degree if value > 0 else -degree) * FADES[back - 1]
                first = at - back
            elif before in NEGATORS:
                value *= NEGATED
                first = at - back
                break
            elif before == ",":
                break
        return Feeling(at, first, max(-1.5, min(1.5, value)))


def _rows(name: str) -> Iterator[tuple[str, str]]:
    """The first two cells of each line of a file of VADER's."""
    text = resources.files("bot.sentiment").joinpath("vader", name).read_text(encoding="utf-8")
    for line in filter(None, text.split("\n")):
        first, second, *_ = line.strip().split("\t")
        yield first, second


def _textblob_sentiment() -> TextBlobSentiment:
    """TextBlob's table of words, without NLTK: the table needs nothing of it.

    `import textblob` runs its `__init__`, which imports all of NLTK: 35 MB, and most of the time that Rapport takes to
    start. So the package stands there unrun while its submodule is imported, and is run by whoever imports it later.
    """
    is_there = "textblob" in sys.modules
    if not is_there and (spec := find_spec("textblob")):
        sys.modules["textblob"] = module_from_spec(spec)
    sentiment: TextBlobSentiment = import_module("textblob.en").sentiment
    if not is_there:
        del sys.modules["textblob"]
    return sentiment
