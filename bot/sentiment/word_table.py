"""Words and pairs of words, and what each of them says: the table word_weights.tsv, fitted to labelled texts.

Most of what staff log has no feeling word ("asked for the notice period", "nobody came"), and the same words say
different things in a note and in a customer's own text: "no answer" in a note is everyday, from a customer it is not.
So each word has three weights: in a note, in a customer's own words, and for the text being a note at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp, sqrt

from bot.sentiment.vocabulary import kinds
from bot.sentiment.words import ENDS, Words

KIND = "="  # before the kind or stem of a word: "=<day>" for "monday", "=charg" for "charged" and "charging"
NUMBER = "0"
MARK = "."  # stands for the mark at the end of a text, which few notes have; it counts in full whatever the length
MOST = 0.9  # of a note at most; how customers write is never left out of account (docs/mood.md)
SUFFIXES = ("ing", "ed", "es", "s", "in")  # "askin" is how some write
TYPED_BY_STAFF = (
    2.0  # logits of being a note for what comes by a command or a form; a pasted letter is told all the same
)
FEW = 12  # patterns; those of a shorter text count as if it had so many
WORDLESS = (
    -1.5
)  # the logit of a note without words; one or two words tell little ("awful"), so they are own words rather
SHORTEST = 4  # shorter words have no stem
FALLOW = 0.05  # what a token that says nothing takes from a stretch
LONGEST = 8  # tokens of a stretch
TELLING = 0.4  # the least logit of a stretch that is shown
HUNDRED = 100  # the file has hundredths

Weights = tuple[float, float, float]
SAYS_NOTHING: Weights = (0.0, 0.0, 0.0)


Stretches = Sequence[tuple[int, int]]
"""Tokens from the first number up to the second."""

Pattern = tuple[str, int, int]
"""A word, a pair of words, or the kinds of them, at tokens from the first number up to the second."""


@dataclass(frozen=True)
class Table:
    """What the words of a text say together: logits of "negative" if it is a note, and if it is a customer's own words.

    `note` is how much it is read as a note, 0 to MOST; `found` are the known patterns with what each adds to both.
    """

    in_note: float
    in_own_words: float
    note: float
    found: list[tuple[Pattern, float, float]]

    def worst_stretch(self) -> tuple[float, int, int] | None:
        """What speaks most for "negative", as (logit, first token, end); None where nothing tells.

        Each token has its share of the patterns it stands in; the stretch is that with the greatest sum (Kadane).
        """
        shares: dict[int, float] = {}
        for (_, start, end), in_note, in_own in self.found:
            weight = (self.note * in_note + (1 - self.note) * in_own) / (end - start)
            for at in range(start, end):
                shares[at] = shares.get(at, 0.0) + weight
        worst, total, start = (0.0, 0, 0), 0.0, 0
        for at in range(max(shares, default=-1) + 1):
            if total <= 0:
                total, start = 0.0, at
            total += shares.get(at, -FALLOW)
            if total > worst[0] and at - start < LONGEST:
                worst = (total, start, at + 1)
        return worst if worst[0] > TELLING else None


class WordTable:
    """The weights that ship. `bias` is the logit of being a note for unknown words; `words` are all that are known."""

    def __init__(self, weights: dict[str, Weights], bias: float) -> None:
        self._weights = weights
        self._bias = bias
        self.words = frozenset(name for name in weights if name.isalpha())

    def read(self, words: Words, spoken_for: Stretches = (), typed_by_staff: float = 0.0) -> Table:
        """What the words of this text say, but for those inside a stretch that a cue speaks for.

        Each counts less in a longer text.
        `typed_by_staff`: how much more it is taken for a note than its words tell, in logits.
        """
        weights = self._weights
        every = patterns(words.lower, spoken_for)
        share = share_of(len(every))
        known = [((name, *place), weights[name]) for name, place in every.items() if name in weights]
        found = [(pattern, share * in_note, share * in_own) for pattern, (in_note, in_own, _) in known]
        note = typed_by_staff + WORDLESS + (self._bias - WORDLESS) * min(1.0, len(every) / FEW)
        note += share * sum([of_note for _, (_, _, of_note) in known])
        if words.is_marked:
            note += weights.get(MARK, SAYS_NOTHING)[2]
        return Table(
            sum([in_note for _, in_note, _ in found]),
            sum([in_own for _, _, in_own in found]),
            MOST / (1 + exp(-note)),
            found,
        )


def share_of(count: int) -> float:
    """What each pattern of a text of so many counts."""
    return 1 / sqrt(max(FEW, count))


def patterns(lower: list[str], spoken_for: Stretches = ()) -> dict[str, tuple[int, int]]:
    """Every word and pair of words next to each other in a sentence, and their kinds where these differ.

    Each with its first place: at tokens from the first number up to the second. Without those inside a stretch that a
    cue speaks for ("won't be disappointed").
    """
    found = _all_patterns(lower)
    for first, end in spoken_for:
        found = {name: at for name, at in found.items() if at[0] < first or at[1] > end}
    return found


def _all_patterns(lower: list[str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    before, kind_before, at_before = "", "", 0
    for at, token in enumerate(lower):
        if token.isalpha():
            word = token
        elif token[0].isalnum():
            word = token if token[0].isalpha() else NUMBER
        else:
            if token[0] in ENDS:
                before = ""
            continue
        kind = kind_of(word)
        end = at + 1
        if word not in found:
            found[word] = at, end
            if kind != word:
                found.setdefault(KIND + kind, (at, end))
        if before:
            pair = f"{before} {word}"
            if pair not in found:
                found[pair] = at_before, end
                found.setdefault(f"{KIND}{kind_before} {kind}", (at_before, end))
        before, kind_before, at_before = word, kind, at
    return found


@lru_cache(maxsize=20_000)  # as many as the words of English in use
def kind_of(word: str) -> str:
    """What it counts as beside itself: the kind it belongs to ("<day>"), else its stem."""
    if kind := kinds().get(word):
        return kind
    if len(word) > SHORTEST:
        for suffix in SUFFIXES:
            if word.endswith(suffix):
                return word[: -len(suffix)]
    return word


def load_word_table() -> WordTable:
    """The table that ships."""
    return parse(resources.files("bot.sentiment").joinpath("word_weights.tsv").read_text(encoding="utf-8"))


def parse(text: str) -> WordTable:
    """Reads lines `pattern TAB in a note TAB in own words TAB for a note`, in hundredths; "#" begins a comment."""
    weights: dict[str, Weights] = {}
    for line in text.split("\n"):
        if line and line[0] != "#":
            name, in_note, in_own, note = line.split("\t")
            weights[name] = (int(in_note) / HUNDRED, int(in_own) / HUNDRED, int(note) / HUNDRED)
    bias = weights.pop("", SAYS_NOTHING)[2]
    return WordTable(weights, bias)
