"""Which list of follow-ups is meant, in whatever words."""

import pytest

from bot.reading.list_words import NAMES, list_meant


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *((name, name) for name in NAMES),
        ("my", "mine"), ("me", "mine"), ("My follow-ups", "mine"), ("mine please", "mine"), ("my tasks", "mine"),
        ("all", "team"), ("everybody", "team"), ("the whole team", "team"), ("all follow-ups", "team"),
        ("late", "overdue"), ("show me late ones", "overdue"), ("what's overdue?", "overdue"), ("overdeu", "overdue"),
        ("my overdue", "my Overdue"), ("overdue mine", "my Overdue"), ("my late ones", "my Overdue"),
        ("team overdue", "overdue"), ("all overdue", "overdue"),
        ("unassigned", "unclaimed"), ("nobody", "unclaimed"), ("uncliamed", "unclaimed"),
        ("unasigned", "unclaimed"), ("free", "unclaimed"),
        ("this week", "week"), ("wek", "week"), ("due today", "today"), ("my today", "today"), ("tomorow", "tomorrow"),
        ("promises", "promised"), ("my promises", "my Promised to customers"), ("closed", "done"), ("finished", "done"),
    ],
)  # fmt: skip
def test_words_that_mean_a_list(typed: str, name: str) -> None:
    assert list_meant(typed) == name


@pytest.mark.parametrize(
    "typed",
    ["Dana Reyes", "dana", "call back", "Lisa", "my team unclaimed", "Dona", "tema corp", "", "week of may", "Tam"],
)
def test_words_that_mean_none(typed: str) -> None:
    assert list_meant(typed) is None
