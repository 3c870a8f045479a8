"""Mood (sentiment) of texts: the only place that knows TextBlob and VADER."""

from bot.sentiment.learned import Figures, Learned
from bot.sentiment.learning import refit
from bot.sentiment.leaving import GONE, LEAVING, STAYING, signs
from bot.sentiment.lines import score_lines
from bot.sentiment.scorer import MoodScorer, load

__all__ = [
    "GONE",
    "LEAVING",
    "STAYING",
    "Figures",
    "Learned",
    "MoodScorer",
    "load",
    "refit",
    "score_lines",
    "signs",
]
