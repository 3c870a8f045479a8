"""Words beside an answer: slips explained say nothing else, and a good answer takes strong words to alarm."""

import pytest

from bot.domain.mood import Mood
from bot.domain.rating import Rating
from bot.domain.survey_words import beside, without_slips

MILD, STRONG = Mood(-0.37, "negative", ("a problem",)), Mood(-0.9, "negative", ("never arrived",))


@pytest.mark.parametrize(
    "words",
    [
        *("sorry, wrong button, meant 5", "Sorry I pressed the wrong one", "wrong button", "my mistake, should be a 5"),
        *("Oops! Wrong number", "Meant to press 5", "misclicked", "I accidentally tapped the wrong star"),
    ],
)
def test_a_slip_alone_says_nothing(words: str) -> None:
    assert without_slips(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        *("you sent the wrong one", "it was a mistake to come here", "delivered to the wrong number"),
        *("your mistake, not mine", "the waiter picked the wrong wine", "wrong order delivered"),
    ],
)
def test_what_went_wrong_on_our_side_stays(words: str) -> None:
    assert without_slips(words) == words


def test_what_stands_beside_a_slip_stays() -> None:
    assert without_slips("by mistake, the soup was cold though") == "the soup was cold though"


def test_only_strong_words_are_bad_beside_a_good_answer() -> None:
    assert [beside(Rating("csat", value), MILD).label for value in (5, 4, 3, 1)] == ["neutral"] * 2 + ["negative"] * 2
    assert beside(Rating("nps", 9), MILD).label == "neutral"
    assert beside(Rating("nps", 8), MILD) == MILD
    assert beside(Rating("csat", 5), STRONG) == STRONG
