"""Mood (sentiment) of a text: a score, a label and the phrases that drove it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Label = Literal["negative", "neutral", "positive", "unscored"]
Sensitivity = Literal["fewer", "balanced", "more"]


@dataclass(frozen=True)
class Mood:
    """How a text feels.

    `score` lies in [-1, 1]; None exactly when the label is "unscored" (a language we do not score, or no words).
    `phrases` are the text's own words that drove the score, the weightiest first.
    `reason` says in words why a text is unscored, or what else explains the score ("resolved", "a request"); else "".
    """

    score: float | None
    label: Label
    phrases: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class TextLabel:
    """What somebody said the mood of a text is, and when (aware)."""

    text: str
    label: Literal["negative", "neutral", "positive"]
    when: datetime


class Scorer(Protocol):
    """Scores a text; never raises for any text."""

    def score(self, text: str, sensitivity: Sensitivity = "balanced") -> Mood:
        """The mood of this text, flagged as negative by this sensitivity."""


UNSCORED = Mood(None, "unscored")
