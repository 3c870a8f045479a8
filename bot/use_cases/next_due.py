"""When a workspace that nobody uses just now is to be looked at again, so that everything comes on time."""

from datetime import datetime, timedelta

from bot.use_cases import digests
from bot.use_cases.rounds import QUARTER
from bot.use_cases.session import Session
from storage import outbox, plans


def next_due(session: Session, at_most: timedelta = QUARTER) -> datetime:
    """The next digest, message that waits or time of day that comes, and `at_most` from now.

    What hangs on days is looked at in rounds of a quarter of an hour (bot/use_cases/rounds.py), wherever the team is.
    """
    latest = session.now + at_most
    moments = (outbox.next_moment(session.uow, session.now), plans.next_time(session.uow, session.now))
    return min([latest, *digests.between(session, session.now, latest), *filter(None, moments)])
