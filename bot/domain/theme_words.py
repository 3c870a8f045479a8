"""Likely themes: phrases that recur in complaints and negative notes of several customers, found by plain counting.

Nothing is learned or guessed: a phrase is two or three words of one stem that stand close together, or one word; it
counts the customers who have it, and beside it stands how common it is in notes that alarmed nobody. So whoever reads a
proposal sees which words it hangs on and in which complaints they stand.

The words come folded, as passages are kept (passages.py), so "Café" and "cafe" are one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Generic, TypeVar

from bot.domain.passages import words_of

WINDOW = timedelta(weeks=12)
"""So far back complaints are looked at: what nobody has said for a quarter is no theme of today."""

FEWEST_CUSTOMERS = 3
"""With fewer it is somebody's matter, not a theme."""

FEWEST_CALM = 20
"""With fewer calm notes nothing can be said of how common a phrase is in them."""

MOST = 5
"""Proposals at once: a lead names one or two at a sitting."""

CLOSE = 3
"""Between the words of a phrase stand fewer others than these, stop words not counted: "delivery came an hour late"."""

LIFT, LIFT_ALONE = 2.0, 4.0
"""So many times as common as in calm notes a phrase must be, and a single word, which means less by itself."""

SHARED = 0.5
"""A phrase of which more than this stands in the complaints of a better one is the same theme."""

NEGATIONS = frozenset(
    ("no", "not", "never", "without", "cant", "wont", "didnt", "nicht", "nie", "kein", "keine", "ohne", "nunca", "sin")
)
"""Words that make a phrase with another word, and say nothing alone."""

_MANY = {1: 1.0, 2: 1.6, 3: 1.9}
"""What more words of a phrase are worth when phrases compete: "order never arrived" says more than "order"."""

Stem = Callable[[str], str]
Gram = frozenset[str]
T = TypeVar("T")


@dataclass(frozen=True)
class Said:
    """One text: the touchpoint's id, whose it is, and its folded words with spaces between them."""

    touchpoint_id: int
    customer_id: int
    words: str


@dataclass(frozen=True)
class Likely:
    """A phrase that recurs. `phrase`: as it is said most often, or first; `touchpoint_ids`: in which it stands.

    `of`: complaints and negative notes looked at; `calm` of `calm_of` notes that alarmed nobody have it too.
    """

    phrase: str
    stems: Gram
    touchpoint_ids: tuple[int, ...]
    customers: int
    of: int
    calm: int = 0
    calm_of: int = 0

    @property
    def lift(self) -> float | None:
        """How many times as common it is as in calm notes; None where there are too few of these to say."""
        if self.calm_of < FEWEST_CALM:
            return None
        return (len(self.touchpoint_ids) / self.of) / ((self.calm + 1) / (self.calm_of + 2))

    @property
    def worth(self) -> float:
        """What decides between phrases: customers first, then how much it says."""
        return self.customers * _MANY[len(self.stems)]


def likely_themes(
    complaints: Sequence[Said], calm: Sequence[Said], stem: Stem, names: Collection[str] = ()
) -> list[Likely]:
    """The best proposals, the most customers first. `names`: folded words of names, which are in no phrase."""
    reads = _Reader(stem, frozenset(names))
    texts = [(one, reads.words(one.words)) for one in complaints]
    found = _recurring(texts)
    wanted = frozenset(found)
    common = frozenset(one for gram in wanted for one in gram)
    in_calm: dict[Gram, int] = defaultdict(int)
    for one in calm:
        for gram in set(grams(reads.words(one.words), common)) & wanted:
            in_calm[gram] += 1
    proposals = [
        Likely("", gram, tuple(said), len(set(said.values())), len(complaints), in_calm.get(gram, 0), len(calm))
        for gram, said in found.items()
    ]
    best = _different([one for one in proposals if _says_enough(one)])
    return [replace(one, phrase=_as_said(texts, one)) for one in best]


def recognised(phrases: Iterable[str], text: str, stem: Stem) -> str | None:
    """The first of these phrases whose words stand close together in a text; None where none does."""
    return Recogniser(((one, one) for one in phrases), stem).first(" ".join(words_of(text)))


class Recogniser(Generic[T]):
    """Tells what folded texts are about, by phrases of which each stands for something: those of many themes at once.

    The stems of the phrases are found once, and each is looked for only where one of its words stands.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], stem: Stem) -> None:
        self._reads = _Reader(stem, frozenset())
        self._by_stem: dict[str, list[tuple[int, Gram, T]]] = defaultdict(list)
        for place, (phrase, meant) in enumerate(phrases):
            wanted = frozenset(found for _, found in self._reads.words(" ".join(words_of(phrase))))
            if wanted:
                self._by_stem[min(wanted)].append((place, wanted, meant))

    def first(self, words: str) -> T | None:
        """What the first of the phrases stands for whose words are close together here; None where none are."""
        stems = [found for _, found in self._reads.words(words)]
        there = set(stems)
        near = (one for stem in there for one in self._by_stem.get(stem, ()))
        fit = [(place, meant) for place, wanted, meant in near if wanted <= there and _stands_in(wanted, stems)]
        return min(fit, key=itemgetter(0))[1] if fit else None


def _stands_in(wanted: Gram, stems: Sequence[str]) -> bool:
    reach = _reach(len(wanted))
    return any(wanted <= set(stems[at : at + reach]) for at in range(len(stems)))


def _reach(words: int) -> int:
    """Within so many words a phrase of so many stands."""
    return words + CLOSE - 1


class _Reader:
    """Takes a folded text apart into (word, stem), without words that say nothing."""

    def __init__(self, stem: Stem, names: frozenset[str]) -> None:
        self._stem, self._silent = stem, stop_words() | names

    def words(self, text: str) -> list[tuple[str, str]]:
        """Those of a text, in their order."""
        return [
            (word, word if word in NEGATIONS else self._stem(word))
            for word in text.split()
            if word in NEGATIONS or (len(word) > 2 and word.isalpha() and word not in self._silent)  # noqa: PLR2004  # letters
        ]


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing of a matter, in the languages that Rapport speaks, folded."""
    return frozenset((Path(__file__).parent / "stop_words.txt").read_text("utf-8").split()) - NEGATIONS


def grams(words: Sequence[tuple[str, str]], of: Collection[str]) -> Iterator[Gram]:
    """Every phrase of a text, by its stems, made of these: one word, two that are recognised, three in a row."""
    counted = [(at, stem) for at, (_, stem) in enumerate(words) if stem in of]
    for place, (at, first) in enumerate(counted):
        if first not in NEGATIONS:
            yield frozenset((first,))
        near = [(other - at, stem) for other, stem in counted[place + 1 : place + _reach(2)] if other < at + _reach(2)]
        pairs = ((stem,) for _, stem in near)
        row = (tuple(stem for _, stem in near[:2]),) if len(near) > 1 and near[1][0] < CLOSE else ()
        for others in (*pairs, *row):
            gram = frozenset((first, *others))
            if len(gram) == len(others) + 1 and not gram <= NEGATIONS:
                yield gram


def _recurring(texts: Sequence[tuple[Said, Sequence[tuple[str, str]]]]) -> dict[Gram, dict[int, int]]:
    """Phrases that enough customers have -> the touchpoints in which they stand, each with whose it is.

    A phrase with a rare word in it is rare: only words that enough customers have are put together.
    """
    whose: dict[str, set[int]] = defaultdict(set)
    for said, words in texts:
        for _, stem in words:
            whose[stem].add(said.customer_id)
    common = {stem for stem, customers in whose.items() if len(customers) >= FEWEST_CUSTOMERS}
    found: dict[Gram, dict[int, int]] = defaultdict(dict)
    for said, words in texts:
        for gram in grams(words, common):
            found[gram][said.touchpoint_id] = said.customer_id
    return {gram: said for gram, said in found.items() if len(set(said.values())) >= FEWEST_CUSTOMERS}


def _as_said(texts: Iterable[tuple[Said, Sequence[tuple[str, str]]]], one: Likely) -> str:
    """A phrase in the order of its words that is most common, as it was said so first."""
    theirs = frozenset(one.touchpoint_ids)
    ways: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for said, words in texts:
        if said.touchpoint_id in theirs:
            way = _way(words, one.stems)
            ways[tuple(way)].append(" ".join(way.values()))
    return max(ways.values(), key=len)[0]


def _way(words: Sequence[tuple[str, str]], stems: Gram) -> dict[str, str]:
    """The words of a phrase by their stems, in their order, where a text has them close together."""
    ways = (
        {stem: word for word, stem in words[at : at + _reach(len(stems))] if stem in stems} for at in range(len(words))
    )
    return max(ways, key=len)


def _says_enough(one: Likely) -> bool:
    lift = one.lift
    return lift is None or lift >= (LIFT_ALONE if len(one.stems) == 1 else LIFT)


def _different(proposals: Iterable[Likely]) -> list[Likely]:
    """The best of them, each about other complaints than those before it."""
    kept: list[Likely] = []
    for one in sorted(proposals, key=lambda each: (-each.worth, -(each.lift or 0), sorted(each.stems))):
        theirs = set(one.touchpoint_ids)
        if all(len(theirs & set(other.touchpoint_ids)) <= SHARED * len(theirs) for other in kept):
            kept.append(one)
    return kept[:MOST]
