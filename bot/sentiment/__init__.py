"""Mood (sentiment) of texts: the only place that knows TextBlob and VADER."""

from bot.sentiment.scorer import MoodScorer, load

__all__ = ["MoodScorer", "load"]
