"""Keeping what messages say true when days and deadlines pass."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import turning


def turn(deps: Deps, _now: datetime) -> None:
    """Every quarter of an hour."""
    with deps.reading(ITSELF) as session:
        if not turning.is_time(session):
            return
        posts, looked = turning.turned(session), session.now
    deps.write(ITSELF, lambda session: turning.edit(session, posts, looked))
