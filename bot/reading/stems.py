"""The stem of a word, by Snowball's rules for the language that the team speaks: deliveries and delivery are one."""

from collections.abc import Callable
from functools import cache, lru_cache

import snowballstemmer

KEPT = 50_000
"""Words whose stems are kept: what a team writes in years has fewer. A stem takes 0.1 ms to find, kept ones nothing."""

_NAMES = {"en": "english", "de": "german", "es": "spanish"}


@cache
def stemmer_of(language: str) -> Callable[[str], str]:
    """What gives the stem of a folded word in a language ("en", "de", "es"; English's rules for any other)."""
    rules = snowballstemmer.stemmer(_NAMES.get(language, "english"))

    @lru_cache(maxsize=KEPT)
    def stem(word: str) -> str:
        return str(rules.stemWord(word))

    return stem
