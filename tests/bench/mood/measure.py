"""Prints the tables of docs/mood.md: ours against TextBlob, VADER and AFINN; sensitivities; speed, load time, memory.

uv run --with afinn,nltk,vaderSentiment python -m tests.bench.mood.measure  # everything but the writers set aside
With --aside: them, once, when nothing is to be tuned any more. (TextBlob's own way in wants nltk; Rapport does not.)
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
from bot.sentiment import MoodScorer, load
from tests.bench.mood.figures import HEAD, Answer, figures, line
from tests.bench.mood.texts import SET_ASIDE, SHIPPABLE, TUNING_ONLY, feedback, notes, say, written_by

Scores = Callable[[str], Answer]


def scorers() -> dict[str, Scores]:
    """TextBlob, VADER and AFINN flag below 0; VADER as its authors say below -0.05."""
    vader, afinn, ours = SentimentIntensityAnalyzer(), Afinn(), load()

    def by_vader(text: str) -> Answer:
        value = vader.polarity_scores(text)["compound"]
        return value <= -0.05, -value

    def of(scorer: MoodScorer, sensitivity: Sensitivity) -> Scores:
        def scored(text: str) -> Answer:
            mood = scorer.score(text, sensitivity)
            return mood.label == "negative", -(mood.score or 0.0)

        return scored

    return {
        "TextBlob": lambda text: (sentiment(text)[0] < 0, -sentiment(text)[0]),
        "VADER": by_vader,
        "AFINN": lambda text: (afinn.score(text) < 0, -afinn.score(text)),
    } | {
        f"ours, {name}{known}": of(scorer, name)
        for known, scorer in (("", ours), (", typed by staff", ours.of_staff()))
        for name in get_args(Sensitivity)
    }


def main() -> None:
    """All tables as Markdown."""
    if sys.argv[1:] == ["--aside"]:
        sources = {f"writer {writer}, set aside": written_by(writer) for writer in SET_ASIDE}
    else:
        sources = {name: feedback(name) for name in (*SHIPPABLE, *TUNING_ONLY)}
        sources |= {"early notes, set aside": notes("early_aside")}
    say(HEAD)
    for name, scorer in scorers().items():
        for source, rows in sources.items():
            say(line(name, source, figures(rows, [scorer(each["text"]) for each in rows])))
    if sys.argv[1:] != ["--aside"]:
        cost([row["text"] for rows in sources.values() for row in rows])


def cost(texts: list[str]) -> None:
    """Speed, load time and memory."""
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
