"""Whose trouble a note tells of: somebody else's alarms nobody, ours does."""

import pytest

from bot.domain.mood import Mood
from bot.sentiment import load

NOT_OURS = "their own trouble, not ours"


def mood(note: str) -> Mood:
    return load().of_staff().score(note)


@pytest.mark.parametrize(
    "note",
    [
        "She was stuck in traffic and came 20 minutes late to the meeting",
        "Their old caterer was terrible, that is why they came to us",
        "Their previous florist was rude and always late",
        "They are not happy with their landlord",
        "They are unhappy with their current florist and asked whom we know",
        "Talked about the football, his team lost again",
        "Told me the story of the burnt turkey at Christmas",
        "They ran out of sugar and asked for two packs",
        "I was late by 10 minutes, my fault, they did not mind",
        "Counted 48 plates back, 2 missing from last time, we will bill them",
        "Two glasses missing after the event, added to the invoice",
        "Delivered at 10:05, nobody at reception so left it with the neighbour",
        "Nobody at the gate, called the number, then it was fine",
    ],
)
def test_what_is_somebody_elses_trouble_alarms_nobody_and_is_said_to_be(note: str) -> None:
    assert mood(note).label == "neutral"
    assert NOT_OURS in mood(note).reason


@pytest.mark.parametrize(
    "note",
    [
        "His car broke down and our driver never came",
        "They were stuck in traffic, and when they came the food was cold",
        "Our van broke down and the order came two hours late",
        "Our driver was stuck in traffic and came an hour late",
        "They said their old caterer was never this late",
        "Lock still not changed after the burglary",
    ],
)
def test_what_is_ours_beside_it_alarms_and_is_not_said_to_be_theirs(note: str) -> None:
    assert mood(note).label == "negative"
    assert NOT_OURS not in mood(note).reason


def test_an_alarm_names_only_what_is_ours() -> None:
    assert mood("His car broke down and our driver never came").phrases == ("never came",)


@pytest.mark.parametrize(
    "note",
    [
        "He will look for somebody else if this goes on",
        "They are looking around for another caterer",
        "She says they will leave if it happens again",
        "They are shopping around for a new caterer",
    ],
)
def test_a_threat_to_leave_alarms(note: str) -> None:
    assert mood(note).label == "negative"


def test_who_looks_for_nobody_else_threatens_nothing() -> None:
    assert mood("They are not looking for another caterer").label != "negative"


@pytest.mark.parametrize(
    "note",
    [
        "Portions too small for the price",
        "everything arrived but squashed",
        "Rice was hard as stone",
        "Not a single vegetarian option although agreed",
        "it tasted of nothing",
        "10 people got nothing to eat",
    ],
)
def test_food_that_fails_alarms(note: str) -> None:
    assert mood(note).label == "negative"


@pytest.mark.parametrize(
    "note",
    [
        "No answer yet, holiday until the 3rd",
        "Cancelled the Tuesday order because of the public holiday, back to normal next week",
        "Asked under a photo whether we deliver to offices",
    ],
)
def test_a_holiday_and_a_question_are_neither_joy_nor_complaint(note: str) -> None:
    assert mood(note).label == "neutral"


def test_a_note_that_only_tells_and_ends_glad_alarms_nobody() -> None:
    assert mood("Came with the whole family for the anniversary, lovely evening.").label == "neutral"
    assert mood("Soup was cold, the cake never came, lovely evening.").label == "negative"
