"""At night words go that are older than the team keeps them, and what is noted of looks for longer than a year."""

from datetime import datetime
from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import retention, rounds
from bot.use_cases.session import Session
from jobs.job import Act


def reduce(deps: Deps, session: Session) -> Act | None:
    """A portion a minute, when nobody is at work, until nothing is left to do."""
    if session.working_hours.is_open(session.now) or not rounds.is_time(session, retention.LOOKED):
        return None
    return partial(_portion, deps, session.now)


def _portion(deps: Deps, began: datetime) -> None:
    if not deps.write(ITSELF, retention.reduce_some):
        deps.write(ITSELF, lambda session: rounds.done(session, retention.LOOKED, began))
