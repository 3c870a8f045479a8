"""The scorer of one workspace: what ships, and what its labels taught on top."""

from collections.abc import Sequence

from bot.domain.mood import Mood, Sensitivity, TextLabel
from bot.sentiment.learned import Learned
from bot.sentiment.learning import refit
from bot.sentiment.scorer import MoodScorer


class WorkspaceScorer:
    """Scores texts. Learning replaces the scorer in one step, so that it can happen beside scoring."""

    def __init__(self, shipped: MoodScorer) -> None:
        self._shipped = shipped
        self._current = shipped
        self._learned: Learned | None = None
        self._kept = ""

    def score(self, text: str, sensitivity: Sensitivity = "balanced") -> Mood:
        """The mood of a text as the workspace would say."""
        return self._current.score(text, sensitivity)

    def learn(self, labels: Sequence[TextLabel]) -> str:
        """Learn from these labels only, use it if it is not worse, and give it as JSON to keep."""
        learned = refit(self._shipped, labels)
        self._kept = learned.to_json()
        self._use(learned)
        return self._kept

    def recall(self, kept: str) -> None:
        """Use what was learned before, maybe by another process; "" is nothing. The same again costs nothing.

        Raises ValueError for what `learn` did not give.
        """
        if not kept:
            self.forget()
        elif kept != self._kept:
            self._use(Learned.from_json(kept))
            self._kept = kept

    def forget(self) -> None:
        """Back to what ships."""
        self._current, self._learned, self._kept = self._shipped, None, ""

    def in_words(self) -> str:
        """How it does, for people: labels, precision and recall, with and without them."""
        learned = self._learned
        if learned is None or not learned.labels:
            return 'No labels yet: "Not negative" and "This is negative" teach the scorer what your team means.'
        labels = "1 label" if learned.labels == 1 else f"{learned.labels} labels"
        known = f"{labels}, {learned.negatives} of them negative"
        if learned.negatives in (0, learned.labels):
            return f"{known}: nothing to measure before some are negative and some are not."
        before, after = learned.before, learned.after
        if not learned.used:
            shipped = _percent(before.precision, before.recall)
            return f"{known}: too few, or no gain yet, so it scores as shipped ({shipped})."
        return (
            f"{known}. {_percent(after.precision, after.recall)}; "
            f"as shipped it was {before.precision:.0%} and {before.recall:.0%}. Measured on labels held back."
        )

    def _use(self, learned: Learned) -> None:
        self._learned = learned
        self._current = self._shipped.with_learned(learned)


def _percent(precision: float, recall: float) -> str:
    return f"of what it flags {precision:.0%} is right, and it finds {recall:.0%} of what is negative"
