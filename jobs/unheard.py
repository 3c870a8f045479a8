"""Alerts that reached nobody are tried each minute, until a lead has them."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import unheard


def tell_again(deps: Deps, _now: datetime) -> None:
    """The job. It only reads where there is nothing to do."""
    with deps.reading(ITSELF) as session:
        is_due = bool(unheard.due_again(session))
    if is_due:
        deps.write(ITSELF, unheard.tell_again)
