"""Prints the learning curve of docs/mood.md: F1 gained on texts not labelled, by source and number of labels.

uv run python -m tests.bench.mood.learning
"""

import time
from datetime import UTC, datetime
from random import Random

from bot.domain.mood import TextLabel
from bot.sentiment import Learned, MoodScorer, load, refit
from bot.sentiment.scorer import Read
from tests.bench.mood.texts import Rows, feedback, say

SOURCES = ("hutto_amazon", "skytrax", "sls_amazon", "sls_yelp")  # cfpb_short has one kind of label: it teaches nothing
DAY = datetime(2026, 1, 1, tzinfo=UTC)
DRAWS = {50: 12, 200: 8, 1000: 4}
MOST = 0.8  # share of a source that may be labelled


def f1(shipped: MoodScorer, learned: Learned | None, rows: Rows, reads: dict[str, Read | None]) -> float:
    """F1 of the flag at the balanced sensitivity."""
    flags = []
    for row in rows:
        read = reads[row["text"]]
        shift = learned.shift(read.words.lower, read.logit) if read and learned and learned.used else 0.0
        flags.append(read is not None and shipped.flags(read.logit + shift))
    truth = [row["label"] == "negative" for row in rows]
    hits = sum(flag and right for flag, right in zip(flags, truth, strict=True))
    return 2 * hits / (sum(flags) + sum(truth))


def gains(shipped: MoodScorer, source: str, count: int, draws: int) -> list[tuple[float, bool, float]]:
    """F1 gained, whether what was learned is used, and seconds of CPU time, for each draw of so many labels."""
    rows, found = feedback(source), []
    reads = {row["text"]: shipped.read(row["text"]) for row in rows}
    for draw in range(draws if count <= MOST * len(rows) else 0):
        mixed = list(rows)
        Random(draw).shuffle(mixed)  # noqa: S311  # because it only has to mix
        labels = [TextLabel(row["text"], row["label"], DAY) for row in mixed[:count]]  # type: ignore[arg-type]  # because rows are plain JSON
        began = time.process_time()
        learned = refit(shipped, labels)
        took = time.process_time() - began
        rest = mixed[count:]
        gain = f1(shipped, learned, rest, reads) - f1(shipped, None, rest, reads)
        found.append((gain, learned.used, took))
    return found


def main() -> None:
    """A line for each source, and the mean over the sources."""
    shipped = load()
    for count, draws in DRAWS.items():
        means, worst = [], 1.0
        for source in SOURCES:
            if not (found := gains(shipped, source, count, draws)):
                continue
            each = [gain for gain, _, _ in found]
            means.append(sum(each) / len(each))
            worst = min(worst, *each)
            used, slowest = sum(used for _, used, _ in found), max(took for _, _, took in found)
            say(
                f"{count} labels of {source}: mean {means[-1]:+.4f}, worst {min(each):+.4f}, "
                f"used in {used} of {len(found)} draws, slowest refit {slowest:.2f} s"
            )
        say(f"{count} labels: mean over sources {sum(means) / len(means):+.4f}, worst draw {worst:+.4f}")


if __name__ == "__main__":
    main()
