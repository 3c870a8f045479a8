"""The labelled texts that the mood is fitted and measured on."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FEEDBACK = ROOT.parent / "shared" / "data" / "feedback"
if not FEEDBACK.exists():
    FEEDBACK = ROOT.parents[1] / "shared" / "data" / "feedback"  # a clone beside the main one
NOTES = ROOT / "tests" / "unit" / "sentiment" / "staff_notes"
SHIPPABLE = ("hutto_amazon", "skytrax", "cfpb_short", "nhs_patient", "course_eval")  # MIT, CC0, public domain, MIT, MIT
TUNING_ONLY = ("sls_amazon", "sls_yelp", "hotel_opinrank")  # licence not stated: never fitted on
SET_ASIDE = (1, 6, 15, 17)  # drawn by Random(8) and Random(9) before anybody read a note; neither fitted on nor read
WRITERS = tuple(
    writer for writer in range(2, 30) if writer not in {*SET_ASIDE, 19, 25, 26}
)  # of staff notes; fitted on, each left out of its own fit when measured
PLAIN = (25, 26)  # writers asked for plain notes, while the others were asked for hard ones; fitted on only
WHOLE = ("sentences", "everyday")  # whole sentences, most of them calm: the writers tell in such what went wrong
FITTED_NOTES = (
    *(f"writer_{writer}" for writer in (*WRITERS, *PLAIN)),
    "early",
    "late",  # this and the one before by hands that knew the cues
    *WHOLE,
)

Rows = list[dict[str, str]]


def feedback(name: str) -> Rows:
    """Rows {"text", "label"} of a file of customer feedback."""
    return _rows(FEEDBACK / f"{name}.jsonl")


def notes(name: str) -> Rows:
    """Rows {"text", "label"} of a file of staff notes."""
    return _rows(NOTES / f"{name}.jsonl")


def written_by(writer: int) -> Rows:
    """The staff notes of one writer."""
    return notes(f"writer_{writer}")


def _rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def say(line: str) -> None:
    """A line of a report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
