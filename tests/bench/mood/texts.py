"""The labelled texts that the mood is fitted and measured on."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FEEDBACK = ROOT.parent / "shared" / "data" / "feedback"
NOTES = ROOT / "tests" / "unit" / "sentiment" / "staff_notes"
SHIPPABLE = ("hutto_amazon", "skytrax", "cfpb_short")  # MIT, CC0, public domain
TUNING_ONLY = ("sls_amazon", "sls_yelp")  # licence not stated: never fitted on

Rows = list[dict[str, str]]


def feedback(name: str) -> Rows:
    """Rows {"text", "label"} of a file of customer feedback."""
    return _rows(FEEDBACK / f"{name}.jsonl")


def notes(half: str) -> Rows:
    """Staff notes: "tuning" or "aside"."""
    return _rows(NOTES / f"{half}.jsonl")


def _rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def say(line: str) -> None:
    """A line of a report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
