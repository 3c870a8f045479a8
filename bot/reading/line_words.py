"""A line in words: where each begins and ends, and which of them begin an option, however they are written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.options import BY_NAME

QUOTES = "\"“”„«»'\u2018\u2019"
INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_AROUND = INVISIBLE + "()[]`*~,;"
"""What people put around a word of an option: brackets, Slack's formatting, commas."""
_STOPS = ".,;:!?)-\u2026\u2013\u2014"
"""How a word ends that ends a sentence: the last three are an ellipsis and two dashes."""

_NAMES = "|".join(sorted(map(re.escape, BY_NAME), key=len, reverse=True))
_SIGN = "[:=\uff1a]"
_EMOJI = r":[\w+'-]{1,60}:"


@lru_cache(maxsize=64)
def _word(own: tuple[str, ...]) -> re.Pattern[str]:
    """What a word is, where these keys of the team's own fields begin options too."""
    names = "|".join([*sorted(map(re.escape, own), key=len, reverse=True), _NAMES])
    head = rf"[{re.escape(INVISIBLE)}(\[`*_~]*(?P<key>{names}|[^\W\d_][\w-]{{1,13}}(?={_SIGN}[^\s:=/]))"
    return re.compile(
        rf"""(?<!\S){head}(?:{_SIGN}(?!//)|[ ](?!{_EMOJI})[:=](?=[ ]?[\w@"“„«<\ufdd0]))"""
        r"""(?:\s*(?P<quoted>["“”„«][^"“”„«»\n]{1,200}["“”»]))?"""
        r"|[/&+,;]*[@\ufdd0][^\s/&+,;]+(?=[/&+,;]+[@\ufdd0])"  # @ben/@cara are two words
        r"|\S+",
        re.IGNORECASE,
    )


_BETWEEN_PEOPLE = re.compile("^[/&+]+(?=[@\ufdd0])")


@dataclass(frozen=True)
class Word:
    """A word of a text, from `start` to `end`; `bare` without what stands around it.

    `key` is the key of an option that begins here ("via"; also an unknown one with its value at once, "sevrity"), else
    ""; then `bare` is a value in quotes, if there is one, and `is_glued` says that the value follows at once.
    `stops`: a sentence, or a line, ends with this word.
    """

    start: int
    end: int
    bare: str
    key: str = ""
    is_glued: bool = False
    stops: bool = False


def words_of(text: str, own: Iterable[str] = ()) -> list[Word]:
    """The words of a text, in order. `own` are keys beside those of the options."""
    return list(_words(text, _word(tuple(own))))


def _words(text: str, word: re.Pattern[str]) -> Iterator[Word]:
    for found in word.finditer(text):
        start, end = found.span()
        if not found["key"]:
            stops = found[0][-1] in _STOPS or text[end:].lstrip(" \t")[:1] == "\n"
            yield Word(start, end, _BETWEEN_PEOPLE.sub("", found[0].strip(_AROUND)), stops=stops)
            continue
        glued = found["quoted"] is not None or text[end : end + 1].strip(_AROUND + " \t\n") != ""
        yield Word(start, end, unquoted(found["quoted"] or ""), found["key"].casefold(), glued)


def unquoted(words: str) -> str:
    """The same words with single spaces, without the quotes around them."""
    words = " ".join(words.split()).strip(INVISIBLE)
    if len(words) > 1 and words[0] in QUOTES and words[-1] in QUOTES:
        return words[1:-1].strip()
    return words


def without(text: str, taken: list[Word]) -> str:
    """The text without these words and the gaps that they leave."""
    kept, at = [], 0
    for word in taken:
        kept.append(text[at : word.start])
        at = word.end
    kept.append(text[at:])
    joined = ""
    for piece in kept:
        left, right = joined.rstrip(" \t"), piece.lstrip(" \t")
        joined = f"{left} {right}" if left and right and not left.endswith("\n") else left + right
    return joined.strip()
