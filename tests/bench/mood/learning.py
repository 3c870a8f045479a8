"""Prints the learning curve of docs/mood.md: F1 gained on texts not labelled, by source and number of labels.

uv run python -m tests.bench.mood.learning
"""

import time
from datetime import UTC, datetime
from random import Random

from bot.domain.mood import TextLabel
from bot.sentiment import MoodScorer, load, refit
from tests.bench.mood.texts import Rows, feedback, say

SOURCES = ("hutto_amazon", "skytrax", "sls_amazon", "sls_yelp")
DAY = datetime(2026, 1, 1, tzinfo=UTC)
DRAWS = {50: 6, 200: 3, 1000: 1}
MOST = 0.8  # share of a source that may be labelled


def f1(scorer: MoodScorer, rows: Rows) -> float:
    """F1 of the flag at the balanced sensitivity."""
    flags = [scorer.score(row["text"]).label == "negative" for row in rows]
    truth = [row["label"] == "negative" for row in rows]
    hits = sum(flag and right for flag, right in zip(flags, truth, strict=True))
    return 2 * hits / (sum(flags) + sum(truth))


def main() -> None:
    """One line a draw, and the mean over the sources."""
    shipped = load()
    for count, draws in DRAWS.items():
        gains: dict[str, list[float]] = {}
        for source in SOURCES:
            for draw in range(draws):
                rows = feedback(source)
                if count > MOST * len(rows):
                    continue
                Random(draw).shuffle(rows)  # noqa: S311  # because it only has to mix
                labels = [TextLabel(row["text"], row["label"], DAY) for row in rows[:count]]  # type: ignore[arg-type]  # because rows are plain JSON
                began = time.process_time()
                learned = refit(shipped, labels)
                took = time.process_time() - began
                before, after = f1(shipped, rows[count:]), f1(shipped.with_learned(learned), rows[count:])
                gains.setdefault(source, []).append(after - before)
                say(f"{count} labels of {source}: {before:.3f} -> {after:.3f}, used {learned.used}, {took:.1f} s")
        means = {source: sum(values) / len(values) for source, values in gains.items()}
        least = min(value for values in gains.values() for value in values)
        say(f"{count} labels: mean {sum(means.values()) / len(means):+.3f}, worst draw {least:+.3f}, {means}")


if __name__ == "__main__":
    main()
