"""When somebody's own digest comes: as they chose, else as the workspace has it."""

from datetime import time

from bot.domain.digest import Rhythm
from bot.use_cases.session import Session
from storage import people


def my_rhythm(session: Session) -> Rhythm:
    """When the one who asks gets their digest; with no days, they chose to get none."""
    usual = session.settings
    found = people.rhythms(session.uow, usual.digest_at, usual.working_days).get(session.actor.id)
    return found or Rhythm(session.actor.tz, usual.digest_at, frozenset())


def choose_rhythm(session: Session, at: time, days: frozenset[int]) -> None:
    """Keep what they chose. What equals the workspace's follows the workspace when that changes."""
    usual = session.settings
    own_at = None if at == usual.digest_at else at
    own_days = None if days == usual.working_days else days
    people.choose_rhythm(session.uow, session.actor.id, own_at, own_days)
    session.record("digest chosen", ("person", 0), None, after={"at": at.isoformat("minutes"), "days": sorted(days)})
