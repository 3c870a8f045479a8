"""What the list of themes and the page of one show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.customers import Customer
from bot.domain.reader import Reader
from bot.domain.theme import Standing, Weighed
from bot.domain.theme_note import NOBODY, Audience
from bot.domain.theme_words import Likely
from bot.domain.touchpoints import Touchpoint


@dataclass(frozen=True)
class ThemesSeen:
    """What the list shows. `looked_at` complaints of `customers` belong to no theme; `said`: by touchpoint.

    `known`: by theme how many complaints have its words, and do not belong to it yet.
    """

    themes: Sequence[Weighed]
    likely: Sequence[Likely]
    looked_at: int
    customers: int
    said: Mapping[int, Touchpoint]
    currency: str
    may_change: bool
    known: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ThemeSeen:
    """What the page of one shows. `said`: what was said last, and by whom. `waiting`: complaints with its words.

    `sent` and `unsent`: notes about what was changed. `to_tell`: who has none yet. `may_change`: everything;
    `may_mend`: how it stands with it.
    """

    weighed: Weighed
    said: Sequence[tuple[Touchpoint, Customer]]
    reader: Reader
    currency: str
    may_change: bool
    waiting: int = 0
    sent: int = 0
    unsent: int = 0
    to_tell: Audience = NOBODY
    are_several: bool = False
    may_mend: bool = False


@dataclass(frozen=True)
class MenderTold:
    """What `person`, who was named to mend a theme, is told. `by`: who named them, where that is known.

    `is_again`: by opening again what was mended.
    """

    weighed: Weighed
    person: str
    by: str | None
    currency: str
    is_again: bool = False

    @property
    def is_theirs(self) -> bool:
        """Whether it is theirs still, and not mended."""
        theme = self.weighed.theme
        return theme.owner == self.person and theme.standing is not Standing.MENDED
