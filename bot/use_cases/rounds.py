"""Rounds: what is looked after once in so many minutes, on the first tick after they have passed.

A mark in the database says when the last one began, so it hangs on no minute of the clock: a tick that was missed (a
restart, a slow job before it) leaves nothing out, and what changes during a round is found by the next.
"""

from datetime import datetime, timedelta

from bot.use_cases.work import Work
from storage import settings

QUARTER = timedelta(minutes=15)
"""Days begin on a quarter of an hour in every zone of the world: so often one looks at what hangs on days."""


def is_time(work: Work, mark: str, every: timedelta = QUARTER) -> bool:
    """Whether a new span of this length, counted from the full hour, has begun since the last round. Only reads."""
    until = settings.reached(work.uow, mark)
    if until is None:
        return True
    begun = until.replace(minute=until.minute - until.minute % (every.seconds // 60), second=0, microsecond=0)
    return not until <= work.now < begun + every


def done(work: Work, mark: str, began: datetime) -> None:
    """Note that a round was made which began then."""
    settings.reach(work.uow, mark, began)
