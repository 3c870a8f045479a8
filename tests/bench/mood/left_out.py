"""Prints the figures of each source with weights fitted without it, drawn towards those that ship.

uv run --with numpy --with scipy --with afinn python -m tests.bench.mood.left_out
"""

from dataclasses import replace

from bot.sentiment import MoodScorer
from bot.sentiment.cues import load_cues
from bot.sentiment.lexicons import Lexicons
from bot.sentiment.scorer import load_prior
from tests.bench.mood.fit_prior import fit
from tests.bench.mood.measure import figures
from tests.bench.mood.texts import SHIPPABLE, TUNING_ONLY, feedback, notes, say


def main() -> None:
    """A line for each source."""
    fitted = {name: feedback(name) for name in SHIPPABLE} | {"notes": notes("tuning")}
    cues, lexicons = load_cues(), Lexicons.load()
    prior = load_prior(cues)
    say("| source | P | R | F1 | AUC | neutral | positive |\n|---|---|---|---|---|---|---|")
    for source in (*SHIPPABLE, *TUNING_ONLY):
        weights = fit({name: rows for name, rows in fitted.items() if name != source})
        scorer = MoodScorer(lexicons, cues, replace(prior, weights=weights))
        rows = feedback(source)
        moods = [scorer.score(row["text"]) for row in rows]
        row = figures(rows, [(mood.label == "negative", -(mood.score or 0.0)) for mood in moods])
        say(f"| {source} | " + " | ".join(f"{value:.3f}" for value in row) + " |")


if __name__ == "__main__":
    main()
