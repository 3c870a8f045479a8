"""What a touchpoint is about, and why it came to it: from the team's lists, or in words of somebody's own.

The same word has one spelling: "Delivery" and "delivery" are counted as one, as are "Café" and "cafe".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.errors import NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.saying import say
from bot.domain.theme import Theme
from bot.domain.touchpoints import Touchpoint

WORD_LENGTH = 40
"""The longest category and cause, in characters: they are columns of figures."""


@dataclass(frozen=True)
class About:
    """`category`: what it is about ("delivery"); `cause`: why it came to it ("our mistake"). "" where nobody said."""

    category: str = ""
    cause: str = ""

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.category or self.cause)


@dataclass(frozen=True)
class AboutSeen:
    """What a touchpoint is about. `there`: every theme of the team; `chosen`: those that it belongs to."""

    touchpoint: Touchpoint
    about: About
    there: Sequence[Theme] = ()
    chosen: Sequence[Theme] = ()


@dataclass(frozen=True)
class SaidAbout:
    """What a touchpoint is about now, and the audit entry that takes that back."""

    seen: AboutSeen
    undo_id: int


def spelled(typed: str, known: Iterable[str], field: str) -> str:
    """The word as it is spelled among the known ones, else as it was typed, in small letters.

    Raises NotUnderstoodError, at its field, for one that is too long for a figure.
    """
    word = " ".join(typed.split())
    if len(word) > WORD_LENGTH:
        raise NotUnderstoodError(
            say("Up to {length} characters, please: one or two words.", length=WORD_LENGTH), field=field
        )
    if not any(map(str.isalnum, word)):
        return ""
    return next((one for one in known if fold(one) == fold(word)), word.casefold())
