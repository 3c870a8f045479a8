"""The customer card: everything about one customer at a glance."""

from dataclasses import dataclass
from datetime import date

from bot.domain.caretaker import Caretaker
from bot.domain.customers import Customer, Detail
from bot.domain.followups import FollowUp
from bot.domain.mood import Label
from bot.domain.reader import Reader
from bot.domain.touchpoints import Touchpoint


@dataclass(frozen=True)
class MoodPoint:
    """How one text felt: its score and label, the label as somebody corrected it where they did."""

    score: float
    label: Label


@dataclass(frozen=True)
class Card:
    """What the card shows. Lists are the latest (or most urgent) first and may be cut; the counts say of how many.

    `moods` are the oldest first. `birthday` is the next one. `currency` is an ISO 4217 code or "". `may_thank`: whether
    a thank-you note can be planned now.
    """

    customer: Customer
    caretaker: Caretaker
    reader: Reader
    birthday: date | None
    details: tuple[Detail, ...]
    moods: tuple[MoodPoint, ...]
    followups: tuple[FollowUp, ...]
    touchpoints: tuple[Touchpoint, ...]
    touchpoint_count: int
    ratings: tuple[Touchpoint, ...]
    currency: str = ""
    may_thank: bool = True

    @property
    def today(self) -> date:
        """The reader's local day."""
        return self.reader.today


TREND = 0.2
"""By so much the mean mood must differ for it to be called a change: half the way from neutral to clearly felt."""


def average(moods: tuple[MoodPoint, ...]) -> float:
    """The mean score, in [-1, 1]; 0 of none."""
    return sum(mood.score for mood in moods) / len(moods) if moods else 0.0


def trend(moods: tuple[MoodPoint, ...]) -> str:
    """The later half against the earlier: "getting better", "getting worse", "steady"; "" where there are too few."""
    half = len(moods) // 2
    if half < 2:  # noqa: PLR2004  # two of each are the fewest that show a course
        return ""
    change = average(moods[-half:]) - average(moods[:half])
    return "steady" if abs(change) < TREND else "getting better" if change > 0 else "getting worse"
