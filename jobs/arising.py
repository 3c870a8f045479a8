"""Letting birthdays and thank-you notes come up, and birthdays end."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import arising, lapsing

QUARTER = 15
"""Minutes: in every zone of the world days begin on a quarter of an hour."""


def arise(deps: Deps, now: datetime) -> None:
    """Look every quarter of an hour; digests look for themselves before they are written."""
    if now.minute % QUARTER == 0:
        let_arise(deps)


def let_arise(deps: Deps) -> None:
    """Store what comes up or ends now, if anything does."""
    with deps.looking(ITSELF) as work:
        anything = bool(arising.arising(work) or lapsing.lapsing(work))
    if anything:
        with deps.working(ITSELF) as work:
            lapsing.lapse(work)
            arising.arise(work)
