"""Cuts a text into words, marks and sentences, once for everything that reads it."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.sentiment.vocabulary import misspellings, word_list

MEASURED = (
    r"(?:[%£$€\dkgmhs]|[kcm][gm]|hrs?|hours?|mins?|minutes?|days?|wks?|weeks?|months?|yrs?|years?|people|seats)\b"
)
EMOTICON = rf"[:;=][-']?[()DPp/|]|<3(?!\s?{MEASURED})"  # "<3 days" is no heart
TOKEN = re.compile(
    r"[^\W\d_]+(?:'[^\W\d_]+)*"  # words, with their apostrophes
    r"|\d+(?:[.,:/]\d+)*%?"  # numbers, times, "1/5"
    r"|:[a-z][a-z0-9_+-]*:|:[+-]1:"  # Slack's names of emoji
    rf"|(?<!\S)(?:{EMOTICON})(?=[\s.,!?]|$)"  # not inside of "model:D-10", "ref:DHL", "price <30"
    r"|(?<=[^\W\d_])[:;][-']?[()](?=\s*$)"  # "thanks:)"
    r"|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]"  # emoji and stars
    r"|[!?]+|[.;\n]+|,|[&-]"
)
DOUBLE = re.compile(r"([eo])\1{2,}(?=[dklmnprt])")  # "goooood" is "good"
SINGLE = re.compile(r"([a-z])\1{2,}")  # "soooo" is "so"
TITLES = word_list("titles")  # "Mr." ends no sentence
MISSPELT = misspellings()
MARKS = frozenset(".!?;\n,&-")
ENDS = frozenset(".!?;\n")
SHOUTED = 0.6  # the share of words in capitals beyond which a text shouts
CONTRAST, TURNS_BACK = word_list("contrast"), word_list("turns_back")


@dataclass(frozen=True)
class Words:
    """A text's tokens as written and in lower case without apostrophes ("don't" is "dont", "soooo" is "so").

    Common misspellings are mended in the lower case ("terible" is "terrible").

    `sentences` are (first, end) indexes of tokens; `elongated` tells whether a word was drawn out.
    """

    text: str
    written: list[str]
    lower: list[str]
    sentences: list[tuple[int, int]]
    elongated: bool = False

    @property
    def wordless(self) -> bool:
        """Whether there is nothing but marks."""
        return all(token[0] in MARKS for token in self.lower)

    @property
    def is_marked(self) -> bool:
        """Whether the last sentence ends with its mark."""
        return bool(self.lower) and self.lower[-1][0] in ENDS

    @cached_property
    def shouted(self) -> bool:
        """Whether most of the text is in capitals."""
        letters = [token for token in self.written if token[0].isalpha()]
        return len(letters) > 1 and sum(token.isupper() for token in letters) > SHOUTED * len(letters)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [found.span() for found in TOKEN.finditer(self.text)]

    def phrase(self, start: int, end: int) -> str:
        """The text's own words from token `start` up to `end`."""
        return " ".join(self.text[self._places[start][0] : self._places[end - 1][1]].split())


def read(text: str) -> Words:
    """Tokens and sentences of a cleaned text."""
    written = TOKEN.findall(text)
    lower = [token.lower() for token in written]
    if "'" in text:
        lower = [token.replace("'", "") for token in lower]
    elongated = bool(SINGLE.search(text.lower()))
    if elongated:
        lower = [SINGLE.sub(r"\1", DOUBLE.sub(r"\1\1", token)) for token in lower]
    if not MISSPELT.keys().isdisjoint(lower):
        lower = [MISSPELT.get(token, token) for token in lower]
    return Words(text, written, lower, _sentences(lower), elongated)


def _sentences(lower: list[str]) -> list[tuple[int, int]]:
    sentences, first = [], 0
    for at, token in enumerate(lower):
        if token[0] in ENDS and not (at and token[0] == "." and lower[at - 1] in TITLES):
            if at > first:
                sentences.append((first, at + 1))
            first = at + 1
    if first < len(lower):
        sentences.append((first, len(lower)))
    return sentences
