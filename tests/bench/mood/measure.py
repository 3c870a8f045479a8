"""Prints the tables of docs/mood.md: ours against TextBlob, VADER and AFINN; sensitivities; speed, load time, memory.

uv run --with afinn python -m tests.bench.mood.measure
"""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import get_args

from afinn import Afinn
from textblob.en import sentiment
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from bot.domain.mood import Sensitivity
from bot.sentiment import load
from tests.bench.mood.texts import SHIPPABLE, TUNING_ONLY, Rows, feedback, notes, say

Answer = tuple[bool, float]  # flagged, badness
Scores = Callable[[str], Answer]


def auc(rows: Rows, answers: list[Answer]) -> float:
    """How often a negative text is worse than another one; ties count half. 0 where there is one kind only."""
    bad = [badness for row, (_, badness) in zip(rows, answers, strict=True) if row["label"] == "negative"]
    other = [badness for row, (_, badness) in zip(rows, answers, strict=True) if row["label"] != "negative"]
    wins = sum((one > two) + 0.5 * (one == two) for one in bad for two in other)
    return wins / (len(bad) * len(other)) if other else 0.0


def figures(rows: Rows, answers: list[Answer]) -> list[float]:
    """Precision, recall, F1, AUC, share of neutral texts flagged, share of positive texts flagged."""
    flags = [flag for flag, _ in answers]
    truth = [row["label"] == "negative" for row in rows]
    hits = sum(flag and right for flag, right in zip(flags, truth, strict=True))
    shares = []
    for label in ("neutral", "positive"):
        chosen = [flag for flag, row in zip(flags, rows, strict=True) if row["label"] == label]
        shares.append(sum(chosen) / len(chosen) if chosen else 0.0)
    both = sum(flags) + sum(truth)
    return [hits / (sum(flags) or 1), hits / sum(truth), 2 * hits / both, auc(rows, answers), *shares]


def scorers() -> dict[str, Scores]:
    """TextBlob, VADER and AFINN flag below 0; VADER as its authors say below -0.05."""
    vader, afinn, ours = SentimentIntensityAnalyzer(), Afinn(), load()

    def by_vader(text: str) -> Answer:
        value = vader.polarity_scores(text)["compound"]
        return value <= -0.05, -value

    def of(sensitivity: Sensitivity) -> Scores:
        def scored(text: str) -> Answer:
            mood = ours.score(text, sensitivity)
            return mood.label == "negative", -(mood.score or 0.0)

        return scored

    return {
        "TextBlob": lambda text: (sentiment(text)[0] < 0, -sentiment(text)[0]),
        "VADER": by_vader,
        "AFINN": lambda text: (afinn.score(text) < 0, -afinn.score(text)),
    } | {f"ours, {name}": of(name) for name in get_args(Sensitivity)}


def main() -> None:
    """All tables as Markdown."""
    sources = {name: feedback(name) for name in (*SHIPPABLE, *TUNING_ONLY)}
    sources |= {"notes, tuning": notes("tuning"), "notes, aside": notes("aside")}
    say("| scorer | source | P | R | F1 | AUC | neutral | positive |\n|---|---|---|---|---|---|---|---|")
    for name, scorer in scorers().items():
        for source, rows in sources.items():
            row = figures(rows, [scorer(each["text"]) for each in rows])
            say(f"| {name} | {source} | " + " | ".join(f"{value:.3f}" for value in row) + " |")
    texts = [row["text"] for rows in sources.values() for row in rows]
    ours = load()
    for name, scored in (("TextBlob", sentiment), ("ours", ours.score)):
        began = time.process_time()
        for text in texts:
            scored(text)
        say(f"{name}: {len(texts) / (time.process_time() - began):.0f} texts/s of CPU time")
    began = time.process_time()
    ours.score(("The delivery was late again but the driver was friendly. " * 2000)[:100_000])
    say(f"100,000 characters: {time.process_time() - began:.2f} s")
    for code in (
        "from textblob.en import sentiment; sentiment('good')",
        "import bot.sentiment as s; s.load().score('good')",
    ):
        subprocess.run([sys.executable, "-c", REPORT.format(code=code)], check=True)


REPORT = """
import resource, time
began = time.process_time()
{code}
seconds = round(time.process_time() - began, 2)
print("load:", seconds, "s of CPU time,", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
"""

if __name__ == "__main__":
    main()
