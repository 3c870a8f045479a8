"""Which words say that somebody means to leave us, and which only sound like it."""

import pytest

from bot.sentiment.leaving import LONGEST_PHRASE, leaving


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Order never arrived, they are looking for another supplier.", "looking for another supplier"),
        ("She wants to CANCEL her contract!", "wants to CANCEL her contract"),
        ("They will not renew in March", "not renew"),
        ("Nice call. Told me they are leaving us for a competitor", "are leaving us"),
        ("won't be coming back", "won't be coming"),
        ("never again", "never again"),
    ],
)
def test_a_threat_to_leave_is_found_in_its_own_words(text: str, said: str) -> None:
    assert leaving(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "wants to leave a review",
        "has no plans to leave us",
        "they are not leaving us",
        "wants to cancel the appointment on Monday",
        "decided to cancel her visit",
        "had to leave early, will call again",
        "Last time I saw him he was well",
        "happy with everything",
        "Will bei uns kündigen",
        "",
        "   \n\t",
        "“”… ??? 🙂",
    ],
)
def test_what_only_sounds_like_leaving_says_nothing(text: str) -> None:
    assert leaving(text) == ""


def test_a_not_of_another_sentence_or_far_before_denies_nothing() -> None:
    assert leaving("They did not call. Leaving us for the competition.")
    assert leaving("They are not happy with the last three orders, leaving us")


def test_the_first_threat_of_several_is_given() -> None:
    assert leaving("no longer trust us and want to cancel") == "no longer trust us"


def test_words_quoted_from_us_are_no_threat_of_theirs() -> None:
    assert leaving("> we want to cancel our contract\nthat is settled, thank you") == ""


def test_what_is_given_is_short_and_any_text_is_read() -> None:
    assert len(leaving("they will " + "cancel " * 3_000)) <= LONGEST_PHRASE
    assert leaving("x" * 100_000) == ""
