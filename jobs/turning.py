"""Keeping what messages say true when days and deadlines pass."""

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import turning
from bot.use_cases.session import Session
from jobs.job import Act


def turn(deps: Deps, session: Session) -> Act | None:
    """Every quarter of an hour."""
    if not turning.is_time(session):
        return None
    posts, looked = turning.turned(session), session.now
    return lambda: deps.write(ITSELF, lambda session: turning.edit(session, posts, looked))
