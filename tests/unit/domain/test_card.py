"""How a customer's mood goes: what counts as a change, and of how many texts."""

import pytest

from bot.domain.mood import Label
from bot.domain.mood_course import TREND, MoodPoint, average, lead, trend
from bot.views.card_words import on_the_whole


def moods(*scores: float) -> tuple[MoodPoint, ...]:
    return tuple(MoodPoint(score, called(score)) for score in scores)


def called(score: float) -> Label:
    return "positive" if score > TREND / 2 else "negative" if score < -TREND / 2 else "neutral"


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((), ""),
        ((-1.0, 1.0), ""),
        ((-1.0, -1.0, 1.0), ""),
        ((0.0, 0.0, TREND, TREND), "getting better"),
        ((TREND, TREND, 0.0, 0.0), "steady"),  # calm notes after good ones are no decline
        ((0.9, 0.9, 0.9, 0.9, 0.0), "steady"),
        ((0.0, 0.0, 0.0, -TREND * 2), "getting worse"),
        ((0.0, 0.9, -0.9, -0.9, 0.9), "steady"),  # nothing goes where the latest does not
        ((-0.9, -0.9, 0.9, -0.3), "steady"),
        ((0.0, 0.0, TREND - 0.01, TREND - 0.01), "steady"),
        ((0.0, 0.0, 0.01 - TREND, 0.01 - TREND), "steady"),
        ((0.0, 0.0, 1.0, 0.0, 0.0), "steady"),  # the one in the middle belongs to neither half
        ((0.5, 0.5, 0.5, 0.5), "steady"),
    ],
)
def test_the_later_half_is_held_against_the_earlier(scores: tuple[float, ...], said: str) -> None:
    assert trend(moods(*scores)) == said


@pytest.mark.parametrize("scores", [(0.9, 0.8, 0.3, 0.4), (0.3, 0.4, 0.9, 0.8)])
def test_what_is_all_called_the_same_is_steady(scores: tuple[float, ...]) -> None:
    assert trend(moods(*scores)) == "steady"


def test_the_mean_of_no_moods_is_neutral() -> None:
    assert average(()) == 0.0
    assert average(moods(-1.0, 0.5)) == -0.25


def test_three_bad_and_two_very_good_lead_to_no_good_word() -> None:
    some = moods(0.9, 0.9, -0.2, -0.2, -0.2)
    assert (lead(some), on_the_whole(some)) == (-1, "mixed on the whole")
