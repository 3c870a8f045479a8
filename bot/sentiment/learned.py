"""What a workspace's labels have taught, beside the shipped logit: a table of weights, with how well it does."""

import json
from dataclasses import asdict, dataclass, field
from typing import Self

from bot.sentiment.fitting import capped, share
from bot.sentiment.lexicons import NEGATORS, REACH


@dataclass(frozen=True)
class Figures:
    """How well complaints are found: share of flags that are right, share of complaints that are flagged; 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Learned:
    """What the labels taught. Figures are measured on labels held back, before and after learning.

    `used` tells whether it is not worse than what ships; if False a scorer ignores it.
    """

    labels: int
    negatives: int
    before: Figures
    after: Figures
    used: bool
    lift: float = 0.0
    slope: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)

    def shift(self, lower: list[str], logit: float) -> float:
        """What to add to the logit that ships for a text of these words."""
        weights, found = self.weights, patterns(lower)
        known = sum([weights[name] for name in found if name in weights])
        return self.lift + self.slope * capped(logit) + share(len(found)) * known

    def to_json(self) -> str:
        """For the database; contains words of the labelled texts."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """The opposite of `to_json`. Raises ValueError for anything else."""
        try:
            data = json.loads(stored)
            data |= {name: Figures(**data[name]) for name in ("before", "after")}
            return cls(**data)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("This is not what Learned.to_json wrote.") from error


def patterns(lower: list[str]) -> list[str]:
    """What can be learned about: each word, each pair of words, words after a negation."""
    found: dict[str, None] = {}
    denied, before = 0, ""
    for word in lower:
        if not word[0].isalpha():
            denied, before = 0, ""
            continue
        found[word] = None
        if denied:
            found["not " + word] = None
        if before:
            found[before + " " + word] = None
        denied = REACH if word in NEGATORS else max(0, denied - 1)
        before = word
    return list(found)
