"""How moods went: of one customer, text by text."""

from dataclasses import dataclass
from datetime import date

from bot.domain.mood import Label
from bot.domain.saying import say


@dataclass(frozen=True)
class MoodPoint:
    """How one text felt: its score and label, the label as somebody corrected it where they did.

    `phrases` are what the score was made from; none where somebody said otherwise. `on`: the day of the touch.
    """

    score: float
    label: Label
    phrases: tuple[str, ...] = ()
    on: date | None = None


TREND = 0.2
"""By so much the mean mood must differ for it to be called a change: half the way from neutral to clearly felt."""


def average(moods: tuple[MoodPoint, ...]) -> float:
    """The mean score, in [-1, 1]; 0 of none. What is called neutral counts as 0, as its face beside it says."""
    return sum(0.0 if mood.label == "neutral" else mood.score for mood in moods) / len(moods) if moods else 0.0


def lead(moods: tuple[MoodPoint, ...]) -> int:
    """By how many more of them are glad than sad; below 0: sad."""
    return sum((mood.label == "positive") - (mood.label == "negative") for mood in moods)


def trend(moods: tuple[MoodPoint, ...]) -> str:
    """The later half against the earlier: "getting better", "getting worse", "steady"; "" where there are too few.

    Where all of them are called the same, it is steady: that one was happier than the next is nothing to act on.
    """
    change = change_of(moods)
    if change is None:
        return ""
    return say("steady") if not change else say("getting better") if change > 0 else say("getting worse")


def change_of(moods: tuple[MoodPoint, ...]) -> float | None:
    """By how much the later half is better than the earlier; 0 where it is steady, None where there are too few.

    A neutral text after a good one is no decline, and nothing goes where the latest text does not.
    """
    half = len(moods) // 2
    if half < 2:  # noqa: PLR2004  # two of each are the fewest that show a course
        return None
    if len({mood.label for mood in moods}) == 1:
        return 0.0
    later, last = moods[-half:], moods[-1].label
    change = average(later) - average(moods[:half])
    if change < 0 and (last == "positive" or all(mood.label != "negative" for mood in later)):
        return 0.0
    return change if abs(change) >= TREND and not (change > 0 and last == "negative") else 0.0


def by_month(moods: tuple[MoodPoint, ...]) -> dict[date, tuple[MoodPoint, ...]]:
    """First day of a month -> its moods, oldest first in each; the latest month first."""
    months: dict[date, tuple[MoodPoint, ...]] = {}
    for mood in moods:
        if mood.on:
            first = mood.on.replace(day=1)
            months[first] = (*months.get(first, ()), mood)
    return dict(sorted(months.items(), reverse=True))
