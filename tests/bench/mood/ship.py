"""Writes what fit.py found into the files that ship: word_weights.tsv and prior.toml (and cues.toml for own words)."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sentiment.scorer import Prior, Weights
from tests.bench.mood.texts import ROOT

if TYPE_CHECKING:
    from tests.bench.mood.fit import Fitted

FOLDER = ROOT / "bot" / "sentiment"
HUNDRED = 100
LIFT_OF_NOTES = 0.81  # so that balanced flags less than a tenth of the calm notes of writers left out (left_out.py)
BIAS_OF_OWN_WORDS = -0.1  # most F1 at a precision of .76 on sources left out (left_out.py)
DAYS = frozenset(
    [
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
AROUND = frozenset(["by", "on", "at", "from", "since", "till", "until", "the", "a", "for", "and", "in", "of", "to"])
"""Words that only say when: a fit finds in them when the writers of the notes complained ("said hi yesterday")."""
HEAD = """\
# What words and pairs of words say, in hundredths of a logit. Columns, parted by a TAB: the pattern ("=" before kinds
# and stems; word_table.py), negative in a note, negative in a customer's own words, being a note. The line without a
# pattern holds the logit of being a note for unknown words. Written by tests/bench/mood/fit.py; do not edit.
# Fitted on hutto_amazon (MIT, the vaderSentiment repository), skytrax (CC0), cfpb_short (public domain), nhs_patient
# (MIT, the pxtextmineR repository), course_eval (MIT, the sentimentr repository) and Rapport's own staff notes (MIT;
# without writers 1, 6, 15 and 17, who are set aside to measure with). Licence of this file: MIT.
"""


def prior_of(fitted: "Fitted", shipped: Prior) -> Prior:
    """The weights of a fit with the biases and thresholds that ship."""
    in_note = Weights(fitted.note_bias + LIFT_OF_NOTES, fitted.in_note)
    return replace(shipped, in_note=in_note, in_own_words=Weights(BIAS_OF_OWN_WORDS, fitted.in_own_words))


def write(fitted: "Fitted", folder: Path = FOLDER) -> None:
    """Puts the weights into their files; the thresholds of prior.toml stay as they are."""
    lines = [f"\t0\t0\t{round(fitted.style_bias * HUNDRED)}"]
    for name, weights in sorted(fitted.table.items()):
        in_note, *others = weights
        kept = (0.0 if _only_says_when(name) else in_note, *others)
        lines.append("\t".join([name, *(str(round(weight * HUNDRED)) for weight in kept)]))
    (folder / "word_weights.tsv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    _write_cues(fitted.in_own_words, folder / "cues.toml")
    _write_prior(fitted, folder / "prior.toml")


def _only_says_when(name: str) -> bool:
    words = set(name.split())
    return bool(words & DAYS) and words <= DAYS | AROUND


def _write_cues(weights: dict[str, float], path: Path) -> None:
    """Below 0 is a complaint there."""
    text = path.read_text(encoding="utf-8")
    for name, weight in weights.items():
        if name.startswith("cue:"):
            text = re.sub(rf"(\[cues\.{name[4:]}\]\nweight = )\S+", rf"\g<1>{-weight:.2f}", text)
    path.write_text(text, encoding="utf-8")


def _write_prior(fitted: "Fitted", path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    own = {name: weight for name, weight in fitted.in_own_words.items() if not name.startswith("cue:")}
    biases = f"in_note = {fitted.note_bias + LIFT_OF_NOTES:.2f}\nin_own_words = {BIAS_OF_OWN_WORDS:.2f}\n"
    text = re.sub(r"(?s)\[bias\]\n.*?(?=\n\[)", f"[bias]\n{biases}", text)
    for section, weights in (("in_own_words", own), ("in_note", fitted.in_note)):
        lines = "".join(f'"{name}" = {weight:.2f}\n' for name, weight in sorted(weights.items()))
        text = re.sub(rf"(?s)\[{section}\]\n.*?(?=\n\[|\Z)", f"[{section}]\n{lines}", text)
    path.write_text(text, encoding="utf-8")
