"""Scores a text: evidence in, mood out. The place where a scorer for another language would be chosen."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp, log

from bot.domain.mood import UNSCORED, Label, Mood, Sensitivity
from bot.sentiment.clean import own_words
from bot.sentiment.cues import Cues, load_cues
from bot.sentiment.evidence import Evidence, Hit, weigh
from bot.sentiment.language import Language
from bot.sentiment.learned import Learned
from bot.sentiment.lexicons import Lexicons
from bot.sentiment.vocabulary import word_list
from bot.sentiment.whose import THEIRS, last_clause, without_theirs
from bot.sentiment.word_table import TYPED_BY_STAFF, Table, WordTable, load_word_table
from bot.sentiment.words import MARKS, Words, read

PHRASES = 5
LONGEST_PHRASE = 60  # characters
NO_JOY = frozenset({"cue:request", "cue:record", "cue:own_trouble", "cue:topic"})
GLAD = 0.44  # of feeling words together, of 1 for the strongest: "holiday" or "mostly" alone is no joy, "pleased" is
CALM = 0.1  # what is left of a score above 0 that speaks against a complaint, and for no joy
CLOSING = 0.6  # the same of one word in the few that a note ends with: "lovely", but not "calm" or "thanks"
NOTE = 0.5  # from so much on a text is read as a note rather than as a customer's own words
FAR = 30.0  # logits beyond which nothing changes

ANSWERS = word_list("answers")
NOTHING = replace(UNSCORED, reason="no words to score")
UNKNOWN = replace(UNSCORED, reason="none of its words are known")
PLAIN = Mood(0.0, "neutral")


@dataclass(frozen=True)
class Weights:
    """What each number in the evidence weighs, in logits of "negative"."""

    bias: float
    by_feature: dict[str, float]

    def logit(self, evidence: Evidence) -> float:
        """Above 0 the text is rather negative than not."""
        weights = self.by_feature
        return self.bias + sum([weights.get(name, 0.0) * value for name, value in evidence.features.items()])


@dataclass(frozen=True)
class Prior:
    """What ships: weights for notes that staff log and for customers' own words, and the thresholds."""

    in_note: Weights
    in_own_words: Weights
    flagged_below: dict[str, float]
    positive_above: float
    feeling: float

    def logit(self, evidence: Evidence, table: Table) -> float:
        """Both readings, mixed by how much the text is a note."""
        in_note = self.in_note.logit(evidence) + table.in_note
        in_own_words = self.in_own_words.logit(evidence) + table.in_own_words
        return table.note * in_note + (1 - table.note) * in_own_words

    def weight(self, feature: str, note: float) -> float:
        """What one find of this kind weighs."""
        if feature == "feeling":
            return self.feeling
        return note * self.in_note.by_feature[feature] + (1 - note) * self.in_own_words.by_feature[feature]


@dataclass(frozen=True)
class Read:
    """A text as the scorer sees it."""

    words: Words
    evidence: Evidence
    table: Table
    logit: float


class MoodScorer:
    """Scores English texts; other languages are unscored. Never raises for any text.

    `learned` is what the workspace's labels taught, on top of what ships; `typed_by_staff` how much more the texts are
    notes than their words tell, in logits.
    """

    def __init__(
        self,
        lexicons: Lexicons,
        cues: Cues,
        table: WordTable,
        prior: Prior,
        learned: Learned | None = None,
        typed_by_staff: float = 0.0,
    ) -> None:
        self._lexicons = lexicons
        self._cues = cues
        self._table = table
        self._language = Language(table.words)
        self.prior = prior
        self._learned = learned if learned and learned.used else None
        self._typed_by_staff = typed_by_staff

    def of_staff(self) -> "MoodScorer":
        """The same scorer for texts of which it is known that staff typed them."""
        return MoodScorer(self._lexicons, self._cues, self._table, self.prior, self._learned, TYPED_BY_STAFF)

    def with_learned(self, learned: Learned | None) -> "MoodScorer":
        """The same scorer with what the labels taught; None or a `Learned` that is not used forgets it."""
        return MoodScorer(self._lexicons, self._cues, self._table, self.prior, learned, self._typed_by_staff)

    def score(self, text: str, sensitivity: Sensitivity = "balanced") -> Mood:
        """The mood of this text, flagged as negative by this sensitivity."""
        found = self._look(text)
        if isinstance(found, Mood):
            return found
        mood = self._mood(found, sensitivity)
        if mood.label != "negative" or (rest := without_theirs(found.words, found.evidence.cues)) is None:
            return mood
        return self._of_what_is_left(rest, mood, sensitivity)

    def _of_what_is_left(self, rest: str, mood: Mood, sensitivity: Sensitivity) -> Mood:
        """The mood of a negative text of which this is left without other people's trouble."""
        found = self._look(rest)
        left = found if isinstance(found, Mood) else self._mood(found, sensitivity)
        if left.label == "negative":
            return replace(mood, phrases=left.phrases)
        return replace(PLAIN, reason=self._cues.reasons[f"cue:{THEIRS}"])

    def _mood(self, found: Read, sensitivity: Sensitivity) -> Mood:
        logit = found.logit
        if self._learned:
            logit += self._learned.shift(found.words.lower, logit)
        value = round(_score(logit), 3)
        label = self._label(value, sensitivity)
        if label == "negative" and self._ends_glad(found):
            value, label = 0.0, "neutral"
        if label == "positive" and not self._praises(found):
            value, label = round(value * CALM, 3), "neutral"
        return Mood(value, label, self._phrases(found, label), self._reason(found.evidence.hits, label))

    def read(self, text: str) -> Read | None:
        """What learning starts from: words, evidence and the logit without anything learned; None if unscored."""
        found = self._look(text)
        return found if isinstance(found, Read) else None

    def _look(self, text: str) -> Read | Mood:
        """The text as it is scored, or at once the mood of what needs no scoring."""
        words = read(own_words(text))
        if words.wordless:
            return NOTHING
        if all(word in ANSWERS or word[0] in MARKS for word in words.lower):
            return PLAIN
        if language := self._language.other_than_english(words):
            return replace(UNSCORED, reason=f"not in English (looks like {language})")
        evidence = weigh(words, self._lexicons, self._cues)
        if not (evidence.hits or "stars" in evidence.features or self._language.knows(words)):
            return UNKNOWN
        table = self._table.read(words, evidence.spoken_for, self._typed_by_staff)
        return Read(words, evidence, table, self.prior.logit(evidence, table))

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

    def _praises(self, found: Read) -> bool:
        """Whether something speaks for joy, and not only against a complaint as a request does."""
        hits = found.evidence.hits
        glad = any(_is_joy(hit) and self._weight(hit, found) < 0 for hit in hits if hit.feature != "feeling")
        glad = glad or sum(hit.value for hit in hits if hit.feature == "feeling") >= GLAD
        return glad or self._learned is not None or found.evidence.features.get("stars", 0.0) > 0

    def _ends_glad(self, found: Read) -> bool:
        """Whether a note of which nothing found speaks against us closes with a glad clause ("…, lovely evening")."""
        hits = found.evidence.hits
        if found.table.note < NOTE or any(self._weight(hit, found) > 0 for hit in hits):
            return False
        start, _ = last_clause(found.words)
        return any(hit.feature == "feeling" and hit.value > CLOSING and hit.start >= start for hit in hits)

    def _phrases(self, found: Read, label: Label) -> tuple[str, ...]:
        hits = [hit for hit in found.evidence.hits if label != "positive" or _is_joy(hit)]
        weighed = [(self._weight(hit, found), hit.start, hit.end) for hit in hits]
        if label in ("negative", "positive"):
            weighed = [each for each in weighed if (each[0] > 0) == (label == "negative")]
        if label == "negative" and (stretch := found.table.worst_stretch()) and not _overlap(stretch, weighed):
            weighed.append(stretch)
        weighed.sort(key=lambda each: -abs(each[0]))
        said = dict.fromkeys(
            found.words.phrase(start, end)[:LONGEST_PHRASE] for weight, start, end in weighed if weight
        )
        return tuple(said)[:PHRASES]

    def _reason(self, hits: list[Hit], label: Label) -> str:
        """Why in words, where a kind of cue has a reason; what alarms is not said to be their own trouble."""
        told = (hit.feature for hit in hits if label != "negative" or hit.feature != f"cue:{THEIRS}")
        reasons = (self._cues.reasons.get(feature, "") for feature in told)
        return ", ".join(dict.fromkeys(reason for reason in reasons if reason))

    def _weight(self, hit: Hit, found: Read) -> float:
        return hit.value * self.prior.weight(hit.feature, found.table.note)


def _is_joy(hit: Hit) -> bool:
    """Whether this kind of find can speak for joy."""
    return hit.feature not in NO_JOY


def _overlap(stretch: tuple[float, int, int], others: list[tuple[float, int, int]]) -> bool:
    """Whether a stretch, as (weight, first token, end), shares a token with one of the others."""
    return any(stretch[1] < end and start < stretch[2] for _, start, end in others)


def _score(logit: float) -> float:
    return 1 - 2 / (1 + exp(-max(-FAR, min(FAR, logit))))


def load_prior(cues: Cues) -> Prior:
    """The weights that ship: those of the cues in own words from cues.toml, all others from prior.toml."""
    data = tomllib.loads(resources.files("bot.sentiment").joinpath("prior.toml").read_text(encoding="utf-8"))
    of_cues = {f"cue:{name}": -category.weight for name, category in cues.categories.items()}
    in_note, in_own_words = (
        Weights(data["bias"][where], of_cues | data[where]) for where in ("in_note", "in_own_words")
    )
    return Prior(in_note, in_own_words, data["flagged_below"], data["positive_above"], data["shown"]["feeling"])


@cache
def load() -> MoodScorer:
    """A scorer with everything it needs in memory; takes a tenth of a second."""
    cues = load_cues()
    return MoodScorer(Lexicons.load(), cues, load_word_table(), load_prior(cues))
