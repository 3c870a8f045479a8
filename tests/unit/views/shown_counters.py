"""Links for the counter, with the worst that can be stored, by its view."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.domain.counter import MOST, NAME_LENGTH, SHOWN, Counter, CounterAnswer, CounterSeen, State, Who
from bot.domain.measure import nps, share
from bot.domain.survey_link import SurveyLinks
from bot.views.counters import (
    counter_answer,
    counter_ended,
    counter_form,
    counter_kept,
    counter_made,
    counters_page,
    nobody_there,
    who_form,
)
from bot.views.message import Message
from tests.fake_clock import MONDAY_NINE as NOW
from tests.unit.views import worst as w

COUNTER = Counter(10**12, w.long(NAME_LENGTH), "x" * 32, "nps", "U0ANA", NOW)
ANSWER = CounterAnswer(10**12, 10**12, "nps", 0, NOW, State.ASKED, w.long(2_000), has_words=True)
WHO = Who(ANSWER, COUNTER)
LINKS = SurveyLinks(f"https://{'a' * 200}.example", "T0HARBOUR")
SAID = [ANSWER] * SHOWN
SEEN = [
    CounterSeen(COUNTER, nps(10**6, 10**6, 10**7), SAID),
    CounterSeen(replace(COUNTER, scale="csat"), share(1, 3), SAID),
]


def _decided(state: State) -> Message:
    return counter_answer(Who(replace(ANSWER, state=state, decided_by="U0BEN"), COUNTER))


MESSAGES: dict[str, Callable[[], Message]] = {
    "counters_page": lambda: counters_page(SEEN * (MOST // 2), LINKS, counter_made(COUNTER, 10**12)),
    "counters_page, none": lambda: counters_page([], SurveyLinks()),
    "counter_ended": lambda: counter_ended(COUNTER, 10**12),
    "counter_made": lambda: counter_made(COUNTER, 10**12),
    "counter_kept": lambda: counter_kept("Kept.", 10**12),
    "counter_answer": lambda: counter_answer(WHO),
    **{f"counter_answer, {state}": partial(_decided, state) for state in State},
    "counter_answer, gone": lambda: counter_answer(Who(replace(ANSWER, state=State.NOBODY), COUNTER)),
    "nobody_there": lambda: nobody_there(10**12),
}
"""By the name of the view, and which case."""

FORMS = {"counter_form": lambda: counter_form("nps"), "who_form": lambda: who_form(WHO)}
"""The same of forms."""
