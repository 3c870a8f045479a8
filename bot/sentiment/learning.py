"""Learns from a workspace's labels, on top of what ships: a logistic regression over words, pairs of words and cues.

Pure Python: 1,000 labels take about a second. What it learned is a table of weights that contains words of the labelled
texts, so whoever erases a customer refits without that customer's labels.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from math import exp, log, sqrt
from random import Random
from typing import TYPE_CHECKING, Self

from bot.domain.mood import TextLabel
from bot.sentiment.evidence import Evidence
from bot.sentiment.lexicons import NEGATORS, REACH

if TYPE_CHECKING:
    from bot.sentiment.scorer import MoodScorer

FEWEST = 10  # labels from which on a model is tried
FOLDS = 5
EPOCHS = 8
RATE = 0.3
DRAWN = 3.0  # how strongly each weight is drawn back to what ships
SPREAD = 3.0  # what all words of a text weigh together, beside its cues
OFTEN = 2  # labelled texts in which a word has to stand to be learned
DOUBT = 0.15  # a third of a standard error of a share near a half, times the root of the number of labels
STEADY = 100  # labels at which what they teach counts half
SMALL = 0.002  # weights below are left out
TURNS = (-1.0, -0.7, -0.4, -0.2, 0.0, 0.2)  # logits tried as the border of a flag
FAR = 30.0  # logits beyond which nothing changes
SEED = 3  # the same labels always teach the same


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
    weights: dict[str, float] = field(default_factory=dict)

    def shift(self, lower: list[str], evidence: Evidence) -> float:
        """What to add to the logit of a text that ships."""
        weights = self.weights
        return sum(weights[name] * value for name, value in features(lower, evidence).items() if name in weights)

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


@dataclass(frozen=True)
class Example:
    """A labelled text, ready to learn from."""

    features: list[tuple[int, float]]
    logit: float
    negative: bool


def features(lower: list[str], evidence: Evidence) -> dict[str, float]:
    """What can be learned about: each word, each pair of words, words after a negation, each cue."""
    found: dict[str, float] = {}
    denied, before = 0, ""
    for word in lower:
        if not word[0].isalpha():
            denied, before = 0, ""
            continue
        found[word] = 1.0
        if denied:
            found["not " + word] = 1.0
        if before:
            found[before + " " + word] = 1.0
        denied = REACH if word in NEGATORS else max(0, denied - 1)
        before = word
    share = SPREAD / sqrt(len(found) or 1)
    found = dict.fromkeys(found, share)
    found.update(("=" + name, value) for name, value in evidence.features.items())
    found["="] = 1.0
    return found


def refit(scorer: "MoodScorer", labels: Sequence[TextLabel]) -> Learned:
    """Everything these labels teach. Forgetting is to refit without the labels that are to be forgotten.

    Of several labels of one text the last counts. Texts that the scorer leaves unscored teach nothing.
    """
    examples, names = _examples(scorer, labels)
    before = _figures(examples, [scorer.flags(each.logit) for each in examples])
    negatives = sum(each.negative for each in examples)
    if len(examples) < FEWEST or not 0 < negatives < len(examples):
        return Learned(len(examples), negatives, before, before, used=False)
    learned = _held_back(examples, len(names))
    lift = scorer.turn - _turn(examples, learned)
    trust = len(examples) / (len(examples) + STEADY)
    held_back = [
        each.logit + trust * (logit - each.logit + lift) for each, logit in zip(examples, learned, strict=True)
    ]
    after = _figures(examples, [scorer.flags(logit) for logit in held_back])
    if not _not_worse(examples, learned, before, after):
        return Learned(len(examples), negatives, before, after, used=False)
    weights = _fit(examples, len(names))
    kept = {name: round(trust * weights[at], 4) for name, at in names.items() if abs(weights[at]) > SMALL}
    kept["="] = round(trust * (weights[names["="]] + lift), 4)
    return Learned(len(examples), negatives, before, after, used=True, weights=kept)


def _examples(scorer: "MoodScorer", labels: Sequence[TextLabel]) -> tuple[list[Example], dict[str, int]]:
    """The labelled texts in a mixed but fixed order, and the number of each feature that stands in enough of them."""
    last = {label.text: label for label in sorted(labels, key=lambda label: (label.when, label.text))}
    known = [(read, label.label == "negative") for label in last.values() if (read := scorer.read(label.text))]
    Random(SEED).shuffle(known)  # noqa: S311  # because it only has to mix
    found = [features(read.words.lower, read.evidence) for read, _ in known]
    counts = Counter(name for each in found for name in each)
    names = {name: at for at, name in enumerate(name for name, count in counts.items() if count >= OFTEN)}
    examples = [
        Example([(names[name], value) for name, value in each.items() if name in names], read.logit, negative)
        for (read, negative), each in zip(known, found, strict=True)
    ]
    return examples, names


def _held_back(examples: list[Example], count: int) -> list[float]:
    """The logit of each example from weights that were learned without it."""
    logits = [0.0] * len(examples)
    for fold in range(FOLDS):
        weights = _fit([each for at, each in enumerate(examples) if at % FOLDS != fold], count)
        for at in range(fold, len(examples), FOLDS):
            logits[at] = examples[at].logit + _shift(weights, examples[at])
    return logits


def _fit(examples: list[Example], count: int) -> list[float]:
    """Weights by stochastic gradient descent with a step of its own for each weight (AdaGrad)."""
    weights, steps = [0.0] * count, [1.0] * count
    often = Counter(at for each in examples for at, _ in each.features)
    drawn = [DRAWN / (often[at] or 1) for at in range(count)]
    order = list(examples)
    mix = Random(SEED)  # noqa: S311  # because it only has to mix
    for _ in range(EPOCHS):
        mix.shuffle(order)
        for each in order:
            miss = each.negative - _probability(each.logit + _shift(weights, each))
            for at, value in each.features:
                slope = miss * value - drawn[at] * weights[at]
                steps[at] += slope * slope
                weights[at] += RATE * slope / sqrt(steps[at])
    return weights


def _shift(weights: list[float], example: Example) -> float:
    return sum([weights[at] * value for at, value in example.features])


def _turn(examples: list[Example], logits: list[float]) -> float:
    """From which logit on to flag. F1 is best where the probability is half of the best F1 (Lipton et al. 2014)."""
    best = max(_figures(examples, [logit > turn for logit in logits]).f1 for turn in TURNS)
    return log(best / (2 - best)) if best else 0.0


def _not_worse(examples: list[Example], logits: list[float], before: Figures, after: Figures) -> bool:
    """Not more surprised by labels held back, and F1 not lower than so few labels can tell apart."""
    surprise = sum(
        _surprise(each, logit) - _surprise(each, each.logit) for each, logit in zip(examples, logits, strict=True)
    )
    return surprise <= 0 and after.f1 >= before.f1 - DOUBT / sqrt(len(examples))


def _surprise(example: Example, logit: float) -> float:
    right = _probability(logit if example.negative else -logit)
    return -log(right)


def _probability(logit: float) -> float:
    return 1 / (1 + exp(-max(-FAR, min(FAR, logit))))


def _figures(examples: list[Example], flags: list[bool]) -> Figures:
    negatives = sum(each.negative for each in examples)
    hits = sum(flag and each.negative for flag, each in zip(flags, examples, strict=True))
    return Figures(hits / sum(flags) if any(flags) else 0.0, hits / negatives if negatives else 0.0)
