"""Learns from a workspace's labels, on top of what ships.

A logistic regression over words and pairs of words (fitting.py), beside the shipped logit with a slope and a lift. What
labels teach counts little while they are few. It is a table of weights that contains words of the labelled texts, so
whoever erases a customer refits without that customer's labels.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log, sqrt
from random import Random

from bot.domain.mood import TextLabel
from bot.sentiment.fitting import Example, Fit, fit, probability, share
from bot.sentiment.learned import Figures, Learned, patterns
from bot.sentiment.scorer import MoodScorer

FEWEST = 10  # labels from which on a model is tried
FOLDS = 3
OFTEN = 2  # labelled texts in which a word has to stand to be learned
STEADY = 140  # labels at which what they teach counts half
PARTS = (1.0, 0.5, 0.25)  # of that, tried until labels held back do not get worse
SURE = 3.0  # standard errors by which held-back labels must be won for what they teach to count in full
SMALL = 0.002  # weights below are left out
SEED = 3  # the same labels always teach the same


def refit(scorer: MoodScorer, labels: Sequence[TextLabel]) -> Learned:
    """Everything these labels teach. Forgetting is to refit without the labels that are to be forgotten.

    Of several labels of one text the last counts. Texts that the scorer leaves unscored teach nothing.
    """
    examples, names = _examples(scorer, labels)
    before = _figures(examples, [scorer.flags(each.logit) for each in examples])
    negatives = sum(each.negative for each in examples)
    not_used = Learned(len(examples), negatives, before, before, used=False)
    if len(examples) < FEWEST or not 0 < negatives < len(examples):
        return not_used
    learned = _held_back(examples, len(names))
    if _surprise(examples, learned) > _surprise(examples, [each.logit for each in examples]):
        return not_used
    for trust in _trusts(scorer, examples, learned):
        logits = _moved(examples, learned, trust)
        lift = trust * (scorer.turn - _turn(logits))
        lifted = [logit + lift for logit in logits]
        after = _figures(examples, [scorer.flags(logit) for logit in lifted])
        won, lost = _won_and_lost(scorer, examples, lifted)
        if after.f1 >= before.f1 and lost - won <= sqrt(won + lost):
            used = Learned(len(examples), negatives, before, after, used=True)
            return _weighed(used, fit(examples, len(names)), names, trust, lift)
    return not_used


def _weighed(learned: Learned, found: Fit, names: dict[str, int], trust: float, lift: float) -> Learned:
    """With the weights, as far as they are trusted."""
    weights = {name: round(trust * found.weights[at], 4) for name, at in names.items()}
    return replace(
        learned,
        lift=round(trust * found.lift + lift, 4),
        slope=round(trust * found.slope, 4),
        weights={name: weight for name, weight in weights.items() if abs(weight) > SMALL},
    )


def _examples(scorer: MoodScorer, labels: Sequence[TextLabel]) -> tuple[list[Example], dict[str, int]]:
    """The labelled texts in a mixed but fixed order, and the number of each pattern that stands in enough of them."""
    last = {label.text: label for label in sorted(labels, key=lambda label: (label.when, label.text))}
    known = [(read, label.label == "negative") for label in last.values() if (read := scorer.read(label.text))]
    Random(SEED).shuffle(known)  # noqa: S311  # because it only has to mix
    found = [patterns(read.words.lower) for read, _ in known]
    counts = Counter(name for each in found for name in each)
    names = {name: at for at, name in enumerate(name for name, count in counts.items() if count >= OFTEN)}
    examples = [
        Example([names[name] for name in each if name in names], share(len(each)), read.logit, negative)
        for (read, negative), each in zip(known, found, strict=True)
    ]
    return examples, names


def _held_back(examples: list[Example], count: int) -> list[float]:
    """The logit of each example from weights that were learned without it."""
    logits = [0.0] * len(examples)
    for fold in range(FOLDS):
        found = fit([each for at, each in enumerate(examples) if at % FOLDS != fold], count)
        for at in range(fold, len(examples), FOLDS):
            logits[at] = found.logit(examples[at])
    return logits


def _moved(examples: list[Example], learned: list[float], trust: float) -> list[float]:
    return [each.logit + trust * (logit - each.logit) for each, logit in zip(examples, learned, strict=True)]


def _trusts(scorer: MoodScorer, examples: list[Example], learned: list[float]) -> Iterator[float]:
    """How much of what was learned to use, the most first: all only if it wins beyond chance on labels held back."""
    won, lost = _won_and_lost(scorer, examples, learned)
    if won - lost > SURE * sqrt(won + lost):
        yield 1.0
    yield from (part * len(examples) / (len(examples) + STEADY) for part in PARTS)


def _won_and_lost(scorer: MoodScorer, examples: list[Example], logits: list[float]) -> tuple[int, int]:
    """How many flags become right, and how many wrong."""
    pairs = [
        (scorer.flags(each.logit) == each.negative, scorer.flags(logit) == each.negative)
        for each, logit in zip(examples, logits, strict=True)
    ]
    return pairs.count((False, True)), pairs.count((True, False))


def _turn(logits: list[float]) -> float:
    """From which logit on to flag. F1 is best where the probability is half of the best F1 (Lipton et al. 2014).

    The best F1 is that expected by the probabilities themselves, which depends less on chance than counting labels.
    """
    chances = sorted(map(probability, logits), reverse=True)
    hits, total, best = 0.0, sum(chances), 0.0
    for flagged, chance in enumerate(chances, 1):
        hits += chance
        best = max(best, 2 * hits / (flagged + total))
    return log(best / (2 - best))


def _surprise(examples: list[Example], logits: list[float]) -> float:
    """How unlikely the labels are."""
    return -sum(
        log(probability(logit if each.negative else -logit)) for each, logit in zip(examples, logits, strict=True)
    )


def _figures(examples: list[Example], flags: list[bool]) -> Figures:
    negatives = sum(each.negative for each in examples)
    hits = sum(flag and each.negative for flag, each in zip(flags, examples, strict=True))
    return Figures(hits / sum(flags) if any(flags) else 0.0, hits / negatives if negatives else 0.0)
