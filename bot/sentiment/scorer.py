"""Scores a text: two lexicons and the cues of service that fails."""

import re
from typing import TYPE_CHECKING

from bot.domain.mood import UNSCORED, Mood, Sensitivity

if TYPE_CHECKING:
    from textblob.en import Sentiment
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

FLAGGED_BELOW: dict[Sensitivity, float] = {"fewer": -0.3, "balanced": -0.1, "more": 0.0}
CUE = re.compile(
    r"\b(?:never (?:arrived|came|again|called)|charged twice|cancel my|refund|nobody answers|still waiting"
    r"|not working|isn't great|unacceptable|heard nothing|two weeks late)\b",
    re.IGNORECASE,
)


class MoodScorer:
    """Scores English texts; other languages are unscored. Never raises for any text."""

    def __init__(self, textblob: "Sentiment", vader: "SentimentIntensityAnalyzer") -> None:
        self._textblob = textblob
        self._vader = vader

    def score(self, text: str, sensitivity: Sensitivity = "balanced") -> Mood:
        """The mood of this text, flagged as negative by this sensitivity."""
        if not text.strip():
            return UNSCORED
        cues = tuple(found.group() for found in CUE.finditer(text))
        polarity = self._textblob(text)[0] + self._vader.polarity_scores(text[:2000])["compound"]
        score = max(-1.0, min(1.0, polarity / 2 - 0.6 * len(cues)))
        if score < FLAGGED_BELOW[sensitivity]:
            return Mood(score, "negative", cues)
        return Mood(score, "positive" if score > 0.2 else "neutral", cues)  # noqa: PLR2004  # because the seam comes first


def load() -> MoodScorer:
    """A scorer with everything it needs in memory; takes about a second (TextBlob imports NLTK)."""
    from textblob.en import sentiment  # noqa: PLC0415  # because importing it takes a second
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415  # because only loading needs it

    return MoodScorer(sentiment, SentimentIntensityAnalyzer())
