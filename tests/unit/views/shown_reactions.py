"""What is said of reactions, with the worst that can be stored, for tests/unit/views/shown.py and shown_forms.py."""

from collections.abc import Callable
from typing import Any

from bot.domain.reactions import Act, Chosen
from bot.views.reactions import reactions_form, reactions_saved, reactions_table

MANY: Chosen = {f"{act}{number}{'x' * 95}": act for act in Act for number in range(5)}
"""As many as can be chosen, each as long as Slack lets a name be."""

MESSAGES: dict[str, Callable[[], Any]] = {
    "reactions_table": lambda: reactions_table(MANY),
    "reactions_table, none": lambda: reactions_table({}),
    "reactions_saved": lambda: reactions_saved(MANY, 10**9),
    "reactions_saved, none": lambda: reactions_saved({}, 10**9),
    "reactions_saved, as before": lambda: reactions_saved(MANY, None),
}

FORMS: dict[str, Callable[[], Any]] = {"reactions_form": lambda: reactions_form(MANY)}
