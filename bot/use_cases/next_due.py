"""When a workspace that nobody uses just now is to be looked at again, so that everything comes on time."""

from datetime import datetime, timedelta

from bot.use_cases import digests, escalation
from bot.use_cases.rounds import QUARTER
from bot.use_cases.session import Session
from storage import mails, outbox, plans


def next_due(session: Session, at_most: timedelta = QUARTER) -> datetime:
    """The next digest, message or letter that waits, time of day or step of an alert, and `at_most` from now.

    What hangs on days is looked at in rounds of a quarter of an hour (bot/use_cases/rounds.py), wherever the team is.
    """
    now, latest = session.now, session.now + at_most
    waiting = (outbox.next_moment(session.uow, now), mails.next_moment(session.uow), plans.next_time(session.uow, now))
    moments = [*digests.between(session, now, latest), *escalation.moments(session), *filter(None, waiting)]
    return min([latest, *(one for one in moments if one > now)])
