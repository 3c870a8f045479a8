"""Finding words in touchpoints, in details and in the team's own fields: which words count as the same, and marking."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.customers import Customer
from bot.domain.folding import fold
from bot.domain.reader import Reader

PAGE = 8
"""Passages of a page: with 300 characters each they fit a message."""

LONGEST = 100
"""Letters of a word that count; PostgreSQL takes 2,046 bytes."""

MOST_WORDS = 8
"""Words of a search that count."""

AS_OF_NOW = "9999"
"""When what stands in a field was said: it is so now, and comes before what was said on a day."""

_BETWEEN = re.compile(r"[\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
"""What parts words: every ASCII sign that is no letter or digit. Both engines take what is left as it is."""


class Source(StrEnum):
    """Where a passage stands."""

    TOUCHPOINT = "touchpoint"
    DETAIL = "detail"
    FIELD = "field"


@dataclass(frozen=True)
class Term:
    """A word that is looked for; `is_begun`: those that begin so will do."""

    word: str
    is_begun: bool = False

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is this one."""
        return word.startswith(self.word) if self.is_begun else word == self.word


Groups = tuple[tuple[Term, ...], ...]
"""Of each group one term is to stand in a passage."""


@dataclass(frozen=True)
class Passage:
    """One text in which the words stand. `label`: the channel, the category of a detail, the name of a field.

    `by` and `on`: who logged or remembered it, and of which day it is; not known of what stands in a field.
    """

    source: Source
    customer: Customer
    text: str
    label: str
    by: str | None = None
    on: date | None = None
    link: str = ""


@dataclass(frozen=True)
class PassageMark:
    """Where a page ends: when its last passage was said (as it is sorted), and its id."""

    said_at: str
    id: int

    def __str__(self) -> str:
        """Such as "2026-11-20:17"."""
        return f"{self.said_at[:10]}:{self.id}"


@dataclass(frozen=True)
class Passages:
    """A page of what was found, the newest first. `left`: how many there are from its first on.

    `meant`: the words that were looked for in place of mistyped ones. `older`: where the next page begins, None at the
    end.
    """

    typed: str
    groups: Groups
    passages: tuple[Passage, ...]
    left: int
    reader: Reader
    older: PassageMark | None = None
    is_first: bool = True
    meant: tuple[str, ...] = ()


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked for: folded, without signs, in their order."""
    return [part[:LONGEST] for word in text.split() for part in _BETWEEN.split(fold(word)) if part]


def wanted(typed: str) -> Groups:
    """What somebody looks for: all of these words, the last of them perhaps only begun."""
    words = words_of(typed)[:MOST_WORDS]
    return tuple((Term(word, is_begun=place == len(words)),) for place, word in enumerate(words, start=1))


def fits(groups: Groups, text: str) -> bool:
    """Whether one term of each group stands in a text."""
    words = words_of(text)
    return all(any(term.fits(word) for term in group for word in words) for group in groups)


def pieces(text: str, groups: Groups) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the words looked for; together they are the text."""
    terms = [term for group in groups for term in group]
    for piece in re.findall(r"\s+|\S+", text):
        if any(term.fits(part) for term in terms for part in words_of(piece)):
            start, end = _core(piece)
            yield from ((piece[a:b], a == start) for a, b in ((0, start), (start, end), (end, len(piece))) if a < b)
        else:
            yield piece, False


def _core(piece: str) -> tuple[int, int]:
    """Where a word begins and ends within its signs: of “(biscuit)” 1 and 8."""
    of_word = [place for place, sign in enumerate(piece) if not _is_sign(sign)]
    return (of_word[0], of_word[-1] + 1) if of_word else (0, len(piece))


def _is_sign(sign: str) -> bool:
    return bool(_BETWEEN.fullmatch(sign)) or unicodedata.category(sign).startswith("P")


def excerpt(text: str, groups: Groups, length: int) -> str:
    """So much of a text around the first of the words, on one line, with an ellipsis where it goes on."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    start = 0
    for piece, is_word in pieces(text, groups):
        if is_word:
            break
        start += len(piece)
    begin = max(0, min(start - length // 3, len(text) - length))
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    shown = text[begin : begin + length].rstrip()
    return f"{'…' if begin else ''}{shown}{'…' if begin + length < len(text) else ''}"


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FIRST = 4
"""In so many first letters a slip is looked for letter by letter; what comes after them is compared."""

_BEGINNING = 6


def beginnings(word: str) -> list[str]:
    """How a word may begin that was mistyped so: one of its first letters wrong, missing, too many, or swapped."""
    slipped = set()
    for place in range(min(_FIRST, len(word))):
        before, after = word[:place], word[place:]
        slipped |= {before + after[1:], before + after[1:2] + after[:1] + after[2:]}
        slipped |= {before + letter + rest for letter in _LETTERS for rest in (after, after[1:])}
    return sorted({one[:_BEGINNING] for one in slipped if len(one) >= _FIRST} | {word[:_FIRST]})


def slips(word: str) -> int:
    """How many slips of the keyboard are forgiven: none in short words ("zoe" is not joe), two in long ones."""
    return 0 if len(word) <= 3 else 1 if len(word) <= 6 else 2  # noqa: PLR2004  # letters


def with_likely(groups: Groups, near: Iterable[Sequence[str]]) -> Groups:
    """What was looked for, or for each word those that were perhaps meant."""
    return tuple((*group, *(Term(word) for word in words)) for group, words in zip(groups, near, strict=True))
