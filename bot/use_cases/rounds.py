"""Rounds: what is looked after once in so many minutes, on the first tick after they have passed.

A mark in the database says when the last one began, so it hangs on no minute of the clock: a tick that was missed (a
restart, a slow job before it) leaves nothing out, and what changes during a round is found by the next.
"""

from datetime import datetime, timedelta

from bot.use_cases.session import Session
from storage import settings

QUARTER = timedelta(minutes=15)
"""Days begin on a quarter of an hour in every zone of the world: so often one looks at what hangs on days."""


def is_time(session: Session, mark: str, every: timedelta = QUARTER) -> bool:
    """Whether a new span of this length, counted from the full hour, has begun since the last round. Only reads."""
    until = settings.reached(session.uow, mark)
    if until is None:
        return True
    begun = until.replace(minute=until.minute - until.minute % (every.seconds // 60), second=0, microsecond=0)
    return not until <= session.now < begun + every


def done(session: Session, mark: str, began: datetime) -> None:
    """Note that a round was made which began then."""
    settings.reach(session.uow, mark, began)
