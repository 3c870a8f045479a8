"""What there is to see of whom to ask, of their answers and of who has how much, with the worst, by its view."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from bot.domain.candidates import AWAITED, Answer, Ask, Asked, Candidate, Candidates
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.load import Load
from bot.domain.rating import Rating
from bot.views import asks, load
from bot.views.followup_page import followup_page
from bot.views.followups import followup_lines
from bot.views.message import Message
from tests.unit.views import worst as w
from tests.unit.views.shown_away import ABSENCE

LONG_AGO = w.TODAY - timedelta(days=10_000)
CANDIDATE = Candidate(
    w.CUSTOMER, LONG_AGO, (Rating("nps", 10), w.TODAY), w.TODAY, LONG_AGO, Asked(Ask.BOARD, LONG_AGO, Answer.NOT_NOW)
)
MOST = Candidates(Ask.BOARD, (CANDIDATE,) * 5, 10**6)
QUESTION = replace(w.followup(FollowUpKind.REFERRAL_ASK), snoozed_until=None)
ASKED = replace(QUESTION, snoozed_until=w.TODAY, snooze_reason=AWAITED)
LOADS = [Load(f"U0{n}", w.long(80), *(10**6,) * 4, (ABSENCE,) * 5) for n in range(w.MANY)]

MESSAGES: dict[str, Callable[[], Any]] = {
    "who_to_ask": lambda: asks.who_to_ask(MOST, w.TODAY),
    "who_to_ask, nobody": lambda: asks.who_to_ask(Candidates(Ask.REFERRAL, (), 0), w.TODAY),
    "planned_asks": lambda: asks.planned_asks(Ask.BOARD, ((QUESTION, w.CUSTOMER),) * 5, 10**9, w.TODAY),
    "answered": lambda: asks.answered(w.CUSTOMER, Answer.YES, w.CUSTOMER, 10**9, offers_thanks=True),
    "load": lambda: load.load(LOADS, w.READER),
}

QUESTIONS = {"a question": QUESTION, "a question that was sent": ASKED}


def _row(question: FollowUp, *, alone: bool) -> Message:
    return Message("to do", followup_lines(replace(w.ITEMS[0], followup=question), w.READER, alone=alone))


MESSAGES |= {name: partial(_row, one, alone=False) for name, one in QUESTIONS.items()}
MESSAGES |= {f"{name}, alone": partial(_row, one, alone=True) for name, one in QUESTIONS.items()}

FORMS: dict[str, Callable[[], Any]] = {
    "answer_form": lambda: asks.answer_form(QUESTION, w.CUSTOMER, Ask.REFERRAL),
    "answer_form, board": lambda: asks.answer_form(QUESTION, w.CUSTOMER, Ask.BOARD),
    "followup_page, a question": lambda: followup_page(replace(w.ITEMS[0], followup=ASKED), w.READER),
}
