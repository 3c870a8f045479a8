"""What a text offers to judge its mood by: cues, feeling words, shape; as named numbers and as places in the text."""

from dataclasses import dataclass, field
from math import sqrt

from bot.sentiment.cues import Cue, Cues
from bot.sentiment.lexicons import NEGATORS, REACH, Lexicons
from bot.sentiment.names import names
from bot.sentiment.shape import shape
from bot.sentiment.words import CONTRAST, ENDS, TURNS_BACK, Words

AFTER_BUT, BEFORE_BUT = 1.5, 0.5  # VADER's figures
DENIED = {  # what a cue becomes behind a "not": "I don't think I will be back", "still not sorted"
    "praise": "negated_praise",
    "thanks": "negated_praise",
    "loyal": "negated_praise",
    "resolved": "not_resolved",
}
SOFTENED = 0.4  # what a failure weighs in a text that says it is resolved
SAYS_ALL = frozenset({"denied_trouble", "awful", "sarcasm"})  # whose words say nothing besides: "won't be disappointed"
STANDING = frozenset({"not_resolved", "sarcasm"})  # these are not softened
LONG_FROM, LONG = 0.6, 1.0  # the length (shape.py) from which praise begins to weigh more: 19 words, and in full: 148


@dataclass(frozen=True)
class Hit:
    """Tokens `start` up to `end` speak for or against a complaint through this feature."""

    start: int
    end: int
    value: float
    feature: str


@dataclass(frozen=True)
class Evidence:
    """Named numbers for the model, and the places they come from."""

    features: dict[str, float] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)

    @property
    def spoken_for(self) -> list[tuple[int, int]]:
        """The stretches whose words say nothing besides the cue that they are."""
        return [(cue.start, cue.end) for cue in self.cues if cue.category.name in SAYS_ALL]


def weigh(words: Words, lexicons: Lexicons, cues: Cues) -> Evidence:
    """The evidence in a text."""
    covered = names(words, lexicons)
    evidence = Evidence()
    for start, end in words.sentences:
        evidence.cues.extend(cue for cue in cues.find(words.lower, start, end) if not any(covered[cue.start : cue.end]))
    for cue in evidence.cues:
        covered[cue.start : cue.end] = b"\1" * (cue.end - cue.start)
    evidence.hits.extend(_cue_hits(words, evidence.cues))
    evidence.features.update(_sums(evidence.hits))
    feelings = [_feelings(words, lexicons, covered, start, end) for start, end in words.sentences]
    for hits in feelings:
        evidence.hits.extend(hits)
    evidence.features.update(_of_textblob(words, lexicons, covered) | _of_feelings(feelings) | shape(words))
    evidence.features["praise at length"] = _praise_at_length(evidence.features)
    return evidence


def _cue_hits(words: Words, found: list[Cue]) -> list[Hit]:
    denials = [_denial(words, cue, found[at - 1].end if at else 0) for at, cue in enumerate(found)]
    resolved = any(cue.category.name == "resolved" and at is None for cue, at in zip(found, denials, strict=True))
    hits = []
    for cue, denial in zip(found, denials, strict=True):
        category = cue.category
        if denial is not None:
            hits.append(Hit(denial, cue.end, 1.0, f"cue:{DENIED[category.name]}"))
        else:
            soft = resolved and category.weight < 0 and category.name not in STANDING
            hits.append(Hit(cue.start, cue.end, SOFTENED if soft else 1.0, f"cue:{category.name}"))
    return hits


def _denial(words: Words, cue: Cue, since: int) -> int | None:
    """Where a "not" stands close before a cue that it turns around; a "not" in the cue before belongs there."""
    if cue.category.name not in DENIED:
        return None
    if cue.category.name == "resolved":
        since = 0
    for at in range(cue.start - 1, max(cue.start - 1 - REACH, since - 1), -1):
        if words.lower[at][0] in ENDS or words.lower[at] == ",":
            return None
        if words.lower[at] in NEGATORS:
            return at
    return None


def _sums(hits: list[Hit]) -> dict[str, float]:
    """A second find of the same kind counts less than the first."""
    sums: dict[str, float] = {}
    for hit in hits:
        sums[hit.feature] = sums.get(hit.feature, 0.0) + hit.value
    return {name: sqrt(value) for name, value in sums.items()}


def _feelings(words: Words, lexicons: Lexicons, covered: bytearray, start: int, end: int) -> list[Hit]:
    feelings = lexicons.feelings(words, start, end, covered)
    if not feelings:
        return []
    turn, before, after = _turn(words.lower, start, end)
    return [
        Hit(feeling.start, feeling.at + 1, feeling.value * (before if feeling.at < turn else after), "feeling")
        for feeling in feelings
    ]


def _turn(lower: list[str], start: int, end: int) -> tuple[int, float, float]:
    """Where a "but" divides the sentence, and what the words before and after it weigh."""
    for at in range(start + 1, end):
        if lower[at] in CONTRAST:
            return (at, AFTER_BUT, BEFORE_BUT) if lower[at] in TURNS_BACK else (at, BEFORE_BUT, AFTER_BUT)
    return start, 1.0, 1.0


def _of_textblob(words: Words, lexicons: Lexicons, covered: bytearray) -> dict[str, float]:
    mean, below, above = lexicons.polarity(words.lower, covered)
    return {"textblob": mean, "textblob below": _squash(below), "textblob above": _squash(above)}


def _of_feelings(by_sentence: list[list[Hit]]) -> dict[str, float]:
    values = [hit.value for hits in by_sentence for hit in hits]
    if not values:
        return {}
    sums = [sum(hit.value for hit in hits) for hits in by_sentence]
    return {
        "vader": _squash(sum(values)),
        "vader below": _squash(sum(value for value in values if value < 0)),
        "vader above": _squash(sum(value for value in values if value > 0)),
        "worst sentence": _squash(min(sums)),
        "last sentence": _squash(sums[-1]),
    }


def _praise_at_length(features: dict[str, float]) -> float:
    """Praise in a long text, 0 to 1: who writes at length and praises something complains less than the words say."""
    praise = features.get("vader above", 0.0) + features["textblob above"]
    length = (features.get("length", 0.0) - LONG_FROM) / (LONG - LONG_FROM)
    return praise / 2 * min(1.0, max(0.0, length))


def _squash(value: float) -> float:
    """Into -1 to 1, as VADER does with its sum."""
    return value / sqrt(value * value + 1.0)
