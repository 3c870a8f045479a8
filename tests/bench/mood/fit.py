"""Fits everything that ships: the word table and the weights of the evidence, for notes and for customers' own words.

OMP_NUM_THREADS=1 uv run --group dev --with scikit-learn python -m tests.bench.mood.fit  # a minute

Four logistic regressions: what tells a note from a customer's own words; what tells a complaint in customers' own
words, first by evidence, drawn towards the weights of centre.toml, then by words beside it; what tells one in a note,
by that evidence and words together. Customers' texts count a little for notes too, so that a text taken for a note by
mistake is not lost. Every source of customers' words has an intercept of its own, so that the share of complaints in
it teaches nothing. Sources without a licence that allows it are left out. Strengths were chosen on writers and
sources left out of the fit (left_out.py).
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack, vstack
from sklearn.linear_model import LogisticRegression

from bot.sentiment import load
from bot.sentiment.clean import own_words
from bot.sentiment.cues import load_cues
from bot.sentiment.evidence import weigh
from bot.sentiment.lexicons import Lexicons
from bot.sentiment.word_table import MARK, Weights, patterns, share_of
from bot.sentiment.words import read
from tests.bench.mood.ship import write
from tests.bench.mood.texts import FITTED_NOTES, SHIPPABLE, WHOLE, Rows, feedback, notes

MOST = 24_000  # patterns kept: 470 KB
OFTEN = 2  # texts in which a pattern has to stand
NEGATIVE = {"negative": 1.0, "neutral": 0.3, "positive": 0.0}  # "neutral" by stars is mostly a mixed verdict
COUNTS = {
    "cfpb_short": 0.3,
    "early": 3.0,
    "sentences": 3.0,
    "everyday": 3.0,
}  # how much a text of a source counts, else 1
WORDS_OF_NOTES, EVIDENCE_OF_NOTES, SAID_OF_NOTES = 0.6, 0.2, 3.0  # scales: the smaller, the more strongly drawn to 0
WORDS_OF_CUSTOMERS, WORDS_OF_STYLE, SAID_OF_CUSTOMERS = 0.2, 0.6, 3.0
CUSTOMERS_IN_NOTES = 0.03  # how much a customer's text counts beside a note
NOTES_IN_STYLE = 0.15  # how much a note counts where notes are told from own words: there are more of them
TURNED = 0.3  # how much a text counts once more with its last mark put the other way, as some write it
TRUSTED = 0.7  # of what words say in own words, since other sources will have other words
CENTRE = Path(__file__).with_name("centre.toml")
DRAWN = 20.0  # how strongly the evidence's weights in own words are drawn to those in that file
CLEARER = 1.8  # what a rare sign weighs more in a note, where fewer texts are complaints at all
RARE = {  # too rare in notes to be fitted there, and as clear as in own words
    "stars",
    *("cue:angry_signs", "cue:happy_signs", "cue:awful", "cue:pain", "cue:sarcasm", "cue:to_put_right"),
}
BY_HAND = {"praise at length": -3.5}  # not fitted: for the sake of neutral texts (docs/mood.md)


@dataclass(frozen=True)
class Text:
    """A labelled text of a source, as the scorer sees it."""

    features: dict[str, float]
    names: tuple[str, ...]
    is_marked: bool
    label: str
    source: str


@dataclass(frozen=True)
class Fitted:
    """What a fit found, the biases before any threshold."""

    table: dict[str, Weights]
    style_bias: float
    in_note: dict[str, float]
    note_bias: float
    in_own_words: dict[str, float]


def texts(source: str, rows: Rows) -> list[Text]:
    """These rows, in whatever language: the table that is to be fitted is part of telling English."""
    lexicons, cues = Lexicons.load(), load_cues()
    found = []
    for row in rows:
        words = read(own_words(row["text"]))
        evidence = weigh(words, lexicons, cues)
        names = tuple(patterns(words.lower, evidence.spoken_for))
        found.append(Text(evidence.features, names, words.is_marked, row["label"], source))
    return found


def fit(of_notes: Sequence[Text], of_customers: Sequence[Text]) -> Fitted:
    """All weights from these texts."""
    names = sorted(load().prior.in_own_words.by_feature)
    vocabulary, rarity = _vocabulary([*of_notes, *of_customers])
    both = [*of_notes, *of_customers]
    words = _words(both, vocabulary, rarity)
    is_note = np.array([text.source not in SHIPPABLE for text in both])
    typical = np.array([text.source not in WHOLE for text in both])  # customers write in whole sentences too
    ends = np.array([text.is_marked for text in both], float)
    style, mark, style_bias = _style(words, ends, is_note, _counts(both) * typical)
    in_own = _evidence_of_customers(of_customers, names)
    own = _words_of_customers(of_customers, words[len(of_notes) :], in_own, names)
    in_note, of_note_words, note_bias = _of_notes(both, words, names, in_own[: len(names)])
    table = {MARK: (0.0, 0.0, mark)} | _kept(
        vocabulary, np.stack([of_note_words, own * TRUSTED, style]) * rarity, rarity
    )
    return Fitted(
        table,
        style_bias,
        dict(zip(names, map(float, in_note), strict=True)),
        note_bias,
        dict(zip(names, map(float, in_own[: len(names)]), strict=True)),
    )


def _kept(vocabulary: dict[str, int], of_words: np.ndarray, rarity: np.ndarray) -> dict[str, Weights]:
    """The patterns that matter most: by their weights, and by how often they will be met."""
    often = np.exp((1 - rarity) / 2)
    worth = often * np.abs(of_words * np.array([[1.0], [2.0], [0.5]])).max(axis=0)
    best = set(np.argsort(-worth)[:MOST].tolist())
    return {
        name: (w[0], w[1], w[2]) for name, at in vocabulary.items() if at in best and (w := of_words[:, at].tolist())
    }


def _vocabulary(group: Sequence[Text]) -> tuple[dict[str, int], np.ndarray]:
    """The number of each pattern, and how rare each is: 1 for one that stands in every text."""
    counts = Counter(name for text in group for name in text.names)
    vocabulary = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= OFTEN))}
    return vocabulary, np.array([1 + log(len(group) / counts[name]) for name in vocabulary])


def _words(group: Sequence[Text], vocabulary: dict[str, int], rarity: np.ndarray) -> csr_matrix:
    """A row a text: its patterns, each less in a longer text, and more the rarer it is."""
    known = [[vocabulary[name] for name in text.names if name in vocabulary] for text in group]
    values = [share_of(len(text.names)) for text, each in zip(group, known, strict=True) for _ in each]
    starts = np.concatenate([[0], np.cumsum([len(each) for each in known])])
    columns = [at for each in known for at in each]
    return (csr_matrix((values, columns, starts), shape=(len(group), len(vocabulary))) @ diags(rarity)).tocsr()


def _evidence(group: Sequence[Text], names: list[str]) -> np.ndarray:
    return np.array([[text.features.get(name, 0.0) for name in names] for text in group])


def _counts(group: Sequence[Text]) -> np.ndarray:
    return np.array([COUNTS.get(text.source, 1.0) for text in group])


def _sources(group: Sequence[Text]) -> np.ndarray:
    """A row a text, 1 in the column of its source."""
    numbers = {name: at for at, name in enumerate(dict.fromkeys(text.source for text in group))}
    return np.eye(len(numbers))[[numbers[text.source] for text in group]]


def _style(
    words: csr_matrix, marked: np.ndarray, is_note: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, float, float]:
    """What tells a note: the weights of the words, that of a mark at the end, and the bias."""
    turned = [hstack([words * WORDS_OF_STYLE, csr_matrix(ends[:, None])]) for ends in (marked, 1 - marked)]
    counts = counts * np.where(is_note, NOTES_IN_STYLE, 1.0)
    model = LogisticRegression(solver="liblinear", intercept_scaling=3)
    model.fit(vstack(turned), np.concatenate([is_note, is_note]), np.concatenate([counts, TURNED * counts]))
    found = model.coef_[0]
    return found[:-1] * WORDS_OF_STYLE, float(found[-1]), float(model.intercept_[0])


def _of_notes(
    group: Sequence[Text], words: csr_matrix, names: list[str], in_own: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    """The weights of the evidence and of the words in a note, and the bias. What own words say is where they start."""
    evidence = _evidence(group, names)
    is_note = np.array([text.source not in SHIPPABLE for text in group])
    counts = np.where(is_note, 1.0, CUSTOMERS_IN_NOTES) * _counts(group)
    apart = csr_matrix(2.0 * ~is_note[:, None])  # an intercept of its own for what is no note
    said = csr_matrix((evidence @ in_own)[:, None])
    table = hstack([said * SAID_OF_NOTES, csr_matrix(evidence) * EVIDENCE_OF_NOTES, words * WORDS_OF_NOTES, apart])
    model = LogisticRegression(solver="liblinear", intercept_scaling=3)
    model.fit(table, [text.label == "negative" for text in group], counts)
    found, width = model.coef_[0], len(names)
    weights = found[0] * SAID_OF_NOTES * in_own + found[1 : 1 + width] * EVIDENCE_OF_NOTES
    weights = np.where(np.isin(names, [*RARE]), CLEARER * in_own, weights)
    return weights, found[1 + width : -1] * WORDS_OF_NOTES, float(model.intercept_[0])


def _evidence_of_customers(group: Sequence[Text], names: list[str]) -> np.ndarray:
    """The weights of the evidence, then the intercept of each source."""
    table = np.hstack([_evidence(group, names), _sources(group)])
    truth, counts = np.array([NEGATIVE[text.label] for text in group]), _counts(group)
    start = tomllib.loads(CENTRE.read_text(encoding="utf-8")) | BY_HAND
    centre = np.array([start[name] for name in names] + [0.0] * (table.shape[1] - len(names)))
    drawn = np.array([1e4 if name in BY_HAND else DRAWN for name in names] + [0.01] * (table.shape[1] - len(names)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logit = table @ weights
        miss = counts * (1 / (1 + np.exp(-logit)) - truth)
        away = weights - centre
        value = (counts * (np.logaddexp(0, logit) - truth * logit)).sum() + 0.5 * (drawn * away**2).sum()
        return float(value), table.T @ miss + drawn * away

    found: np.ndarray = minimize(loss, centre, jac=True, method="L-BFGS-B").x
    return found


def _words_of_customers(
    group: Sequence[Text], words: csr_matrix, by_evidence: np.ndarray, names: list[str]
) -> np.ndarray:
    """The weights of the words beside what the evidence says, which keeps a slope of its own."""
    sources = _sources(group)
    said = np.hstack([_evidence(group, names), sources]) @ by_evidence
    table = hstack([csr_matrix(said[:, None] * SAID_OF_CUSTOMERS), csr_matrix(sources), words * WORDS_OF_CUSTOMERS])
    model = LogisticRegression(solver="liblinear", fit_intercept=False)
    model.fit(table, [text.label == "negative" for text in group], _counts(group))
    found: np.ndarray = model.coef_[0][1 + sources.shape[1] :] * WORDS_OF_CUSTOMERS
    return found


if __name__ == "__main__":
    write(
        fit(
            [text for name in FITTED_NOTES for text in texts(name, notes(name))],
            [text for name in SHIPPABLE for text in texts(name, feedback(name))],
        )
    )
