"""Letting birthdays and thank-you notes come up, and birthdays end."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import lapsing, occasions, rounds
from bot.use_cases.work import Work

_MARK = "arisen_until"


def arise(deps: Deps, _now: datetime) -> None:
    """Look every quarter of an hour; digests look for themselves before they are written."""
    with deps.looking(ITSELF) as work:
        if not rounds.is_time(work, _MARK):
            return
        began = work.now
    let_arise(deps)
    deps.run(ITSELF, lambda work: rounds.done(work, _MARK, began))


def let_arise(deps: Deps) -> None:
    """Store what comes up or ends now, if anything does."""
    with deps.looking(ITSELF) as work:
        anything = bool(occasions.arising(work) or lapsing.lapsing(work))
    if anything:
        deps.run(ITSELF, _let_arise)


def _let_arise(work: Work) -> None:
    lapsing.lapse(work)
    occasions.arise(work)
