"""Prints the figures of each source and each writer of notes with everything fitted without them.

OMP_NUM_THREADS=1 uv run --group dev --with scikit-learn python -m tests.bench.mood.left_out
"""

from bot.sentiment.cues import load_cues
from bot.sentiment.lexicons import Lexicons
from bot.sentiment.scorer import MoodScorer, load_prior
from bot.sentiment.word_table import WordTable
from tests.bench.mood.figures import HEAD, Answer, figures, line
from tests.bench.mood.fit import Text, fit, texts
from tests.bench.mood.ship import prior_of
from tests.bench.mood.texts import FITTED_NOTES, SHIPPABLE, WRITERS, Rows, feedback, notes, say

MEASURED = (*SHIPPABLE, *(f"writer_{writer}" for writer in WRITERS))


def scorer_without(name: str, of_notes: dict[str, list[Text]], of_customers: dict[str, list[Text]]) -> MoodScorer:
    """The scorer fitted on everything but this source or writer, drawn towards the weights that ship."""
    fitted = fit(
        *([text for each, ts in group.items() if each != name for text in ts] for group in (of_notes, of_customers))
    )
    cues = load_cues()
    return MoodScorer(
        Lexicons.load(), cues, WordTable(fitted.table, fitted.style_bias), prior_of(fitted, load_prior(cues))
    )


def answers(scorer: MoodScorer, rows: Rows) -> list[Answer]:
    """Whether each is flagged, and how negative it is."""
    moods = [scorer.score(row["text"]) for row in rows]
    return [(mood.label == "negative", -(mood.score or 0.0)) for mood in moods]


def rows_of(name: str) -> Rows:
    """The texts of a source or a writer."""
    return notes(name) if name in FITTED_NOTES else feedback(name)


def main() -> None:
    """A line for each source and writer."""
    of_notes = {name: texts(name, notes(name)) for name in FITTED_NOTES}
    of_customers = {name: texts(name, feedback(name)) for name in SHIPPABLE}
    say(HEAD)
    for name in MEASURED:
        scorer, rows = scorer_without(name, of_notes, of_customers), rows_of(name)
        say(line("left out", name, figures(rows, answers(scorer, rows))))
        if name in FITTED_NOTES:
            say(line("left out, known to be typed by staff", name, figures(rows, answers(scorer.of_staff(), rows))))


if __name__ == "__main__":
    main()
