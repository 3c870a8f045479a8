"""Which list of follow-ups is meant, in whatever words."""

import pytest

from bot.reading.list_words import NAMES, list_meant
from tests.line_reading import READERS


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *((name, name) for name in NAMES),
        ("my", "mine"), ("me", "mine"), ("My follow-ups", "mine"), ("mine please", "mine"), ("my tasks", "mine"),
        ("heute", "today"), ("überfällig", "overdue"), ("diese Woche", "week"), ("Erledigt", "done"), ("hoy", "today"),
        ("atrasados", "overdue"), ("mañana", "tomorrow"), ("esta semana", "week"),
        ("all", "team"), ("everybody", "team"), ("the whole team", "team"), ("all follow-ups", "team"),
        ("late", "overdue"), ("show me late ones", "overdue"), ("what's overdue?", "overdue"), ("overdeu", "overdue"),
        ("my overdue", "mine overdue"), ("overdue mine", "mine overdue"), ("my late ones", "mine overdue"),
        ("team overdue", "overdue"), ("all overdue", "overdue"),
        ("unassigned", "unclaimed"), ("nobody", "unclaimed"), ("uncliamed", "unclaimed"),
        ("unasigned", "unclaimed"), ("free", "unclaimed"),
        ("this week", "week"), ("wek", "week"), ("due today", "today"), ("my today", "today"), ("tomorow", "tomorrow"),
        ("team today", "team today"), ("team week", "team week"), ("unclaimed today", "unclaimed today"),
        ("next week", "mine next-week"), ("monday", "mine 2026-11-30"), ("fri", "mine 2026-11-27"),
        ("4 dec", "mine 2026-12-04"), ("due friday", "mine 2026-11-27"), ("whats due", "today"),
        ("What\u2019s today?", "today"), ("all mine", "mine"), ("my stuff", "mine"), ("done today", "mine done today"),
        ("done this week", "mine done week"), ("promised overdue", "team promised overdue"), ("who has what", "team"),
        ("tommorow", "tomorrow"), ("complaints", "team complaints"), ("my complaints", "mine complaints"),
        ("birthdays this week", "mine birthdays week"), ("renewals", "team renewals"), ("snoozed", "mine put-off"),
        ("cancelled", "mine cancelled"), ("list", "mine"), ("todo", "mine"),
        ("late complaints", "team overdue complaints"),
        ("done monday", "mine done 2026-11-23"), ("team done yesterday", "team done yesterday"),
        ("everything due in 3 days", "team 2026-11-29"), ("complaits", "team complaints"),
        ("promises", "promised"), ("my promises", "mine promised"), ("closed", "done"), ("finished", "done"),
    ],
)  # fmt: skip
def test_words_that_mean_a_list(typed: str, name: str) -> None:
    assert list_meant(typed, READERS.days) == name


@pytest.mark.parametrize(
    "typed",
    ["Dana Reyes", "dana", "call back", "Lisa", "my team unclaimed", "Dona", "tema corp", "", "week of may", "Tam"],
)
def test_words_that_mean_none(typed: str) -> None:
    assert list_meant(typed, READERS.days) is None
