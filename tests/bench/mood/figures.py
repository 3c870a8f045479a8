"""Precision, recall, F1, AUC and false alarms of a scorer's answers to labelled texts."""

from dataclasses import dataclass

from tests.bench.mood.texts import Rows

Answer = tuple[bool, float]  # flagged, badness
HEAD = (
    "| scorer | source | P | R | F1 | AUC | calm flagged | neutral | positive |\n|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1. `calm` are all texts that are not negative."""

    precision: float
    recall: float
    f1: float
    auc: float
    calm: float
    neutral: float
    positive: float


def figures(rows: Rows, answers: list[Answer]) -> Figures:
    """How well these answers find what is labelled negative."""
    flags = [flag for flag, _ in answers]
    truth = [row["label"] == "negative" for row in rows]
    hits = sum(flag and right for flag, right in zip(flags, truth, strict=True))
    return Figures(
        hits / (sum(flags) or 1),
        hits / (sum(truth) or 1),
        2 * hits / ((sum(flags) + sum(truth)) or 1),
        auc(rows, answers),
        *(_flagged(rows, flags, labels) for labels in (("neutral", "positive"), ("neutral",), ("positive",))),
    )


def _flagged(rows: Rows, flags: list[bool], labels: tuple[str, ...]) -> float:
    chosen = [flag for flag, row in zip(flags, rows, strict=True) if row["label"] in labels]
    return sum(chosen) / (len(chosen) or 1)


def auc(rows: Rows, answers: list[Answer]) -> float:
    """How often a negative text is worse than another one; ties count half. 0 where there is one kind only."""
    bad = [badness for row, (_, badness) in zip(rows, answers, strict=True) if row["label"] == "negative"]
    other = [badness for row, (_, badness) in zip(rows, answers, strict=True) if row["label"] != "negative"]
    wins = sum((one > two) + 0.5 * (one == two) for one in bad for two in other)
    return wins / (len(bad) * len(other)) if bad and other else 0.0


def line(scorer: str, source: str, found: Figures) -> str:
    """A row of the table that HEAD begins."""
    values = (found.precision, found.recall, found.f1, found.auc, found.calm, found.neutral, found.positive)
    return f"| {scorer} | {source} | " + " | ".join(f"{value:.3f}" for value in values) + " |"
