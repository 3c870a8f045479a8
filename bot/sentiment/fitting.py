"""Fits the weights of words to labelled texts, beside a slope and an intercept for the logit that ships.

Pure Python, linear in the words of the texts: 1,000 reviews take a third of a second.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from random import Random

EPOCHS = 12
RATE = 0.1  # of the first epoch; the e-th has a 1 + e / 2 th of it
SPREAD = 4.0  # what all words of a text weigh together
WORDS_DRAWN, SLOPE_DRAWN, LIFT_DRAWN = 8.0, 10.0, 15.0  # how strongly each is drawn back to what ships
CAP = 4.0  # a logit beyond teaches no more
FAR = 30.0  # logits beyond which nothing changes
SEED = 3  # the same labels always teach the same


@dataclass(frozen=True)
class Example:
    """A labelled text: the numbers of its words, what each counts, the logit that ships."""

    words: list[int]
    share: float
    logit: float
    negative: bool


@dataclass(frozen=True)
class Fit:
    """What to add to a logit: lift, slope times the logit, and the weights of the words times their share."""

    lift: float
    slope: float
    weights: list[float]

    def logit(self, example: Example) -> float:
        """The logit of a text with what was learned."""
        weights = self.weights
        words = sum([weights[at] for at in example.words])
        return example.logit + self.lift + self.slope * capped(example.logit) + example.share * words


def share(count: int) -> float:
    """What each word counts in a text of so many."""
    return SPREAD / sqrt(count or 1)


def capped(logit: float) -> float:
    """Half the logit, so that slope and lift move alike."""
    return max(-CAP, min(CAP, logit)) / 2


def probability(logit: float) -> float:
    """Of being negative."""
    return 1 / (1 + exp(-max(-FAR, min(FAR, logit))))


def fit(examples: Sequence[Example], count: int) -> Fit:
    """The weights of `count` words by stochastic gradient descent, ridge drawn to zero.

    All word weights shrink with each example; one factor `shrunk` keeps that, so that only its words are touched.
    """
    telling = _telling(examples, count)
    weights, shrunk, lift, slope = [0.0] * count, 1.0, 0.0, 0.0
    order, mix = list(examples), Random(SEED)  # noqa: S311  # because it only has to mix
    for epoch in range(EPOCHS):
        rate = RATE / (1 + epoch / 2)
        words_kept, slope_kept, lift_kept = (
            max(0.0, 1 - rate * drawn / len(order)) for drawn in (WORDS_DRAWN, SLOPE_DRAWN, LIFT_DRAWN)
        )
        mix.shuffle(order)
        for each in order:
            words = shrunk * each.share * sum([weights[at] for at in each.words])
            miss = each.negative - probability(each.logit + lift + slope * capped(each.logit) + words)
            lift = lift * lift_kept + rate * miss
            slope = slope * slope_kept + rate * miss * capped(each.logit)
            shrunk *= words_kept
            step = rate * miss * each.share / shrunk
            for at in each.words:
                weights[at] += step * telling[at]
    return Fit(lift, slope, [shrunk * weight for weight in weights])


def _telling(examples: Sequence[Example], count: int) -> list[float]:
    """How much each word parts complaints from the rest: the square of the logarithm of its odds.

    Words that do not tell are learned slowly (Wang and Manning 2012, "Baselines and Bigrams").
    """
    bad = Counter(at for each in examples if each.negative for at in each.words)
    other = Counter(at for each in examples if not each.negative for at in each.words)
    both = log((bad.total() + count) / (other.total() + count)) if count else 0.0
    return [(log((bad[at] + 1) / (other[at] + 1)) - both) ** 2 for at in range(count)]
