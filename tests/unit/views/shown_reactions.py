"""What is said of reactions, with the worst that can be stored, for tests/unit/views/shown.py and shown_forms.py."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bot.domain.reactions import Act, Chosen, Heard, Question, Reaction, State
from bot.views.message import Message
from bot.views.reacted import reacted
from bot.views.reactions import reactions_form, reactions_saved, reactions_table, word
from tests.unit.views import worst as w

MANY: Chosen = {f"{act}{number}{'x' * 95}": act for act in Act for number in range(5)}
"""As many as can be chosen, each as long as Slack lets a name be."""

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HEARD = Heard("C1", "1764169200.000100", "U0ANA", "memo", "1764169200.000200")


def asked(act: Act, state: State = State.ASKED, *, known: bool = False) -> Question:
    one = Reaction(HEARD, act, state, NOW, original=w.ORIGINAL, id=10**9)
    return Question(one, w.CUSTOMER if known else None, () if known else w.CANDIDATES[:5])


def _reacted(act: Act, state: State) -> Message:
    return reacted(asked(act, state, known=state is State.DONE), w.READER)


MESSAGES: dict[str, Callable[[], Any]] = {
    "reactions_table": lambda: reactions_table(MANY),
    "reactions_table, none": lambda: reactions_table({}),
    "reactions_saved": lambda: reactions_saved(MANY, 10**9),
    "reactions_saved, none": lambda: reactions_saved({}, 10**9),
    "reactions_saved, as before": lambda: reactions_saved(MANY, None),
    **{f"reacted, {act}, {state}": partial(_reacted, act, state) for act in (Act.LOG, Act.PLAN) for state in State},
    "reacted, of one": lambda: reacted(asked(Act.PLAN, known=True), w.READER),
    "word": lambda: word(("x" * 500,), 10**9),
}

FORMS: dict[str, Callable[[], Any]] = {"reactions_form": lambda: reactions_form(MANY)}
