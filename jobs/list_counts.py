"""Counting saved lists, once a day each, so that one sees how they went."""

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import saved_lists
from bot.use_cases.session import Session
from jobs.job import Act


def count(deps: Deps, session: Session) -> Act | None:
    """On the first tick of the team's day, and of a quarter of an hour after it for what was saved meanwhile."""
    if not saved_lists.is_time_to_count(session):
        return None
    counts = saved_lists.counts_due(session)
    return lambda: deps.write(ITSELF, lambda session: saved_lists.keep_counts(session, counts))
