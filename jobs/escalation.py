"""Alerts that nobody claims, before their deadline and after it."""

from collections.abc import Sequence
from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import escalation
from bot.use_cases.session import Session
from jobs.job import Act


def escalate(deps: Deps, session: Session) -> Act | None:
    """Each alert in a transaction of its own."""
    due = escalation.due(session)
    return partial(_escalate, deps, due) if due else None


def _escalate(deps: Deps, due: Sequence[int]) -> None:
    for followup_id in due:
        deps.write(ITSELF, partial(escalation.escalate, followup_id=followup_id))
