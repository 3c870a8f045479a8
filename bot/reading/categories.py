"""What something is about, as people type it: one of the team's words (bot/domain/about.py), in one or in many."""

from collections.abc import Sequence
from difflib import get_close_matches

from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.reading.stems import stemmer_of

_LANGUAGES = ("en", "de", "es")
_SHOWN = 20
"""So many are told to whoever typed another one, the team's list first."""
_SLIP = 0.75
"""From this likeness (difflib's, 0 to 1) on a word may be a slip of the keyboard."""


def read_category(words: str, known: Sequence[str]) -> str:
    """The category that these words name, as it is spelled among the known: "Deliveries" is "delivery".

    Raises NotUnderstoodError, with those there are, where they name none, or two.
    """
    exact = [one for one in known if fold(one) == fold(words)]
    same = exact or [one for one in known if _is_inflected(fold(words), fold(one))]
    if same and (exact or len(same) == 1):
        return same[0]
    close = near(words, known)
    meant = say(" Do you mean “{close}”?", close=close[0]) if close else ""
    shown = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    raise NotUnderstoodError(
        say(
            "I don't know the category “{words}”.{meant} These work: {shown}.",
            words=words[:40],
            meant=meant,
            shown=shown,
        ),
        field="about",
    )


def near(words: str, known: Sequence[str]) -> list[str]:
    """Those that may be meant by mistyped words, the likeliest first."""
    spelled = {fold(one): one for one in known}
    return [spelled[one] for one in get_close_matches(fold(words), spelled, n=2, cutoff=_SLIP)]


def _is_inflected(words: str, category: str) -> bool:
    return any(_stems(words, language) == _stems(category, language) for language in _LANGUAGES)


def _stems(words: str, language: str) -> list[str]:
    return [stemmer_of(language)(word) for word in words.split()]
