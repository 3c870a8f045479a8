"""When somebody's own digest comes: as they chose, else as the workspace has it."""

from datetime import time

from bot.domain.digest import Rhythm
from bot.use_cases.work import Work
from storage import people


def my_rhythm(work: Work) -> Rhythm:
    """When the one who asks gets their digest; with no days, they chose to get none."""
    usual = work.settings
    found = people.rhythms(work.uow, usual.digest_at, usual.working_days).get(work.actor.id)
    return found or Rhythm(work.actor.tz, usual.digest_at, frozenset())


def choose_rhythm(work: Work, at: time, days: frozenset[int]) -> None:
    """Keep what they chose. What equals the workspace's follows the workspace when that changes."""
    usual = work.settings
    own_at = None if at == usual.digest_at else at
    own_days = None if days == usual.working_days else days
    people.choose_rhythm(work.uow, work.actor.id, own_at, own_days)
    work.record("digest chosen", ("person", 0), None, after={"at": at.isoformat("minutes"), "days": sorted(days)})
