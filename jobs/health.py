"""Counting how it stands with the customers, as bot/use_cases/health_rounds.py says."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import health_rounds
from bot.use_cases.session import Session
from jobs.job import Act

MOST_STEPS = 20
"""In one minute; the next goes on. 10,000 customers are counted in a minute, beside whatever else is to be done."""


def count(deps: Deps, session: Session) -> Act | None:
    """Looks whether something was changed, or a day began."""
    return partial(_count, deps) if health_rounds.next_step(session) else None


def _count(deps: Deps) -> None:
    for _ in range(MOST_STEPS):
        if not deps.write(ITSELF, _take_one):
            return


def _take_one(session: Session) -> bool:
    """Whether there is more. What was changed a moment ago is counted in the next minute."""
    step = health_rounds.next_step(session)
    if step is None:
        return False
    health_rounds.take(session, step)
    return step.is_more
