"""Counting anew the days on which something is another now, a few at a time."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import figures
from bot.use_cases.session import Session
from jobs.job import Act

PORTIONS = 60
"""So many units of work a minute at most: an older database is counted in the background, and nobody waits for it."""


def count(deps: Deps, session: Session) -> Act | None:
    """Whenever there is one."""
    return partial(_count, deps) if figures.is_behind(session) else None


def _count(deps: Deps) -> None:
    for _ in range(PORTIONS):
        if not deps.write(ITSELF, figures.count_some):
            return
