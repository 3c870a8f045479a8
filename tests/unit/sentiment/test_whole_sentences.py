"""Whole sentences that staff log, never fitted on: how many calm ones alarm, and what is found."""

import json
from pathlib import Path

from bot.sentiment import load

NOTES = Path(__file__).parent / "staff_notes"


def _alarms(name: str, label: str) -> float:
    """The share of the notes of this label that are flagged as negative."""
    scorer = load().of_staff()
    rows = [json.loads(line) for line in (NOTES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows if row["label"] == label]
    return sum(scorer.score(text).label == "negative" for text in texts) / len(texts)


def test_of_calm_whole_sentences_about_one_in_ten_alarms() -> None:
    calm = _alarms("calm_aside", "neutral") * 64 + _alarms("sentences_aside", "neutral") * 60
    assert calm / (64 + 60) < 0.115


def test_nine_in_ten_complaints_in_whole_sentences_are_found() -> None:
    assert _alarms("sentences_aside", "negative") >= 0.9


def test_a_moved_order_is_no_complaint() -> None:
    text = "Moved the order from Thursday to the day after, the head count is the same."
    assert load().of_staff().score(text).label == "neutral"
