"""What happens by itself: plain functions of (deps, now), run by the tick of jobs/schedule.py."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.deps import Deps
from bot.domain.errors import without_text
from jobs import (
    auditor,
    channels,
    digest,
    learning,
    leavers,
    occasions,
    people,
    restored,
    tidy,
    turning,
    unheard,
    withholding,
)

logger = logging.getLogger(__name__)

JOBS: tuple[Callable[[Deps, datetime], None], ...] = (
    tidy.tidy,
    people.look_up,
    channels.look,
    leavers.hand_over,
    withholding.withhold,
    restored.tell,
    occasions.arise,
    digest.send,
    turning.turn,
    learning.learn,
    unheard.tell_again,
    auditor.look,
)
"""In this order, every minute; each finds out from the database whether it has something to do."""


def run(deps: Deps, now: datetime) -> None:
    """Run every job; one that fails stops no other."""
    for job in JOBS:
        try:
            job(deps, now)
        except Exception as error:  # one bad row stops nobody else's reminders
            logger.error("the job %s failed", job.__name__, exc_info=without_text(error))  # noqa: TRY400  # as that says
