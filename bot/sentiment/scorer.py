"""Scores a text: evidence in, mood out. The place where a scorer for another language would be chosen."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp, log
from typing import TYPE_CHECKING

from bot.domain.mood import UNSCORED, Label, Mood, Sensitivity
from bot.sentiment.clean import own_words
from bot.sentiment.cues import Cues, load_cues
from bot.sentiment.evidence import Evidence, Hit, weigh
from bot.sentiment.language import not_english
from bot.sentiment.lexicons import Lexicons
from bot.sentiment.words import Words, read

if TYPE_CHECKING:
    from bot.sentiment.learning import Learned

PHRASES = 5
LONGEST_PHRASE = 60  # characters
NO_JOY = frozenset({"cue:request", "cue:record", "cue:own_trouble", "cue:topic"})
FAR = 30.0  # logits beyond which nothing changes

NOTHING = replace(UNSCORED, reason="no words to score")


@dataclass(frozen=True)
class Prior:
    """What ships: the weight of each number in the evidence, in logits of "negative", and the thresholds."""

    bias: float
    weights: dict[str, float]
    flagged_below: dict[str, float]
    positive_above: float
    feeling: float

    def logit(self, evidence: Evidence) -> float:
        """Above 0 the text is rather negative than not."""
        weights = self.weights
        return self.bias + sum(weights.get(name, 0.0) * value for name, value in evidence.features.items())


@dataclass(frozen=True)
class Read:
    """A text as the scorer sees it."""

    words: Words
    evidence: Evidence
    logit: float


class MoodScorer:
    """Scores English texts; other languages are unscored. Never raises for any text.

    `learned` is what the workspace's labels taught, on top of what ships.
    """

    def __init__(self, lexicons: Lexicons, cues: Cues, prior: Prior, learned: "Learned | None" = None) -> None:
        self._lexicons = lexicons
        self._cues = cues
        self.prior = prior
        self._learned = learned if learned and learned.used else None

    def with_learned(self, learned: "Learned | None") -> "MoodScorer":
        """The same scorer with what the labels taught; None or a `Learned` that is not used forgets it."""
        return MoodScorer(self._lexicons, self._cues, self.prior, learned)

    def score(self, text: str, sensitivity: Sensitivity = "balanced") -> Mood:
        """The mood of this text, flagged as negative by this sensitivity."""
        words = read(own_words(text))
        if words.wordless:
            return NOTHING
        evidence = weigh(words, self._lexicons, self._cues)
        if language := not_english(words, len(evidence.hits)):
            return replace(UNSCORED, reason=f"not in English (looks like {language})")
        logit = self.prior.logit(evidence)
        if self._learned:
            logit += self._learned.shift(words.lower, logit)
        value = round(_score(logit), 3)
        label = self._label(value, sensitivity)
        if label == "positive" and not self._praises(evidence):
            label = "neutral"
        return Mood(value, label, self._phrases(words, evidence.hits, label), self._reason(evidence.hits))

    def read(self, text: str) -> Read | None:
        """What learning starts from: words, evidence and the logit without anything learned; None if unscored."""
        words = read(own_words(text))
        evidence = weigh(words, self._lexicons, self._cues)
        if words.wordless or not_english(words, len(evidence.hits)):
            return None
        return Read(words, evidence, self.prior.logit(evidence))

    def flags(self, logit: float) -> bool:
        """Whether a text of this logit is flagged at the balanced sensitivity."""
        return logit > self.turn

    @property
    def turn(self) -> float:
        """The logit from which on a text is flagged at the balanced sensitivity."""
        below = self.prior.flagged_below["balanced"]
        return log((1 - below) / (1 + below))

    def _label(self, value: float, sensitivity: Sensitivity) -> Label:
        if value < self.prior.flagged_below[sensitivity]:
            return "negative"
        return "positive" if value > self.prior.positive_above else "neutral"

    def _praises(self, evidence: Evidence) -> bool:
        """Whether something speaks for joy, and not only against a complaint as a request does."""
        glad = any(self._weight(hit) < 0 and hit.feature not in NO_JOY for hit in evidence.hits)
        return glad or self._learned is not None or evidence.features.get("stars", 0.0) > 0

    def _phrases(self, words: Words, hits: list[Hit], label: Label) -> tuple[str, ...]:
        weighed = [(self._weight(hit), hit) for hit in hits]
        if label in ("negative", "positive"):
            weighed = [(weight, hit) for weight, hit in weighed if (weight > 0) == (label == "negative")]
        weighed.sort(key=lambda pair: -abs(pair[0]))
        said = dict.fromkeys(words.phrase(hit.start, hit.end)[:LONGEST_PHRASE] for weight, hit in weighed if weight)
        return tuple(said)[:PHRASES]

    def _reason(self, hits: list[Hit]) -> str:
        """Why in words, where a kind of cue has a reason."""
        reasons = (self._cues.reasons.get(hit.feature, "") for hit in hits)
        return ", ".join(dict.fromkeys(reason for reason in reasons if reason))

    def _weight(self, hit: Hit) -> float:
        weight = self.prior.feeling if hit.feature == "feeling" else self.prior.weights[hit.feature]
        return hit.value * weight


def _score(logit: float) -> float:
    return 1 - 2 / (1 + exp(-max(-FAR, min(FAR, logit))))


def load_prior(cues: Cues) -> Prior:
    """The weights that ship: those of the cues from cues.toml, all others from prior.toml."""
    data = tomllib.loads(resources.files("bot.sentiment").joinpath("prior.toml").read_text(encoding="utf-8"))
    weights = {f"cue:{name}": -category.weight for name, category in cues.categories.items()}
    return Prior(
        data["bias"], weights | data["weights"], data["flagged_below"], data["positive_above"], data["shown"]["feeling"]
    )


@cache
def load() -> MoodScorer:
    """A scorer with everything it needs in memory; takes a tenth of a second."""
    cues = load_cues()
    return MoodScorer(Lexicons.load(), cues, load_prior(cues))
