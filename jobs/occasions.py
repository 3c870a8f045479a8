"""Letting birthdays, thank-you notes, check-ins and renewals come up, and end."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.deps import Deps
from bot.domain.errors import without_text
from bot.domain.people import ITSELF
from bot.use_cases import check_ins, lapsing, occasions, renewals, rounds
from bot.use_cases.session import Session
from jobs.job import Act

logger = logging.getLogger(__name__)

_MARK = "arisen_until"


def arise(deps: Deps, session: Session) -> Act | None:
    """Look every quarter of an hour; digests look for themselves before they are written."""
    return partial(_round, deps, session.now) if rounds.is_time(session, _MARK) else None


def _round(deps: Deps, began: datetime) -> None:
    let_arise(deps)
    deps.write(ITSELF, lambda session: rounds.done(session, _MARK, began))


def let_arise(deps: Deps) -> None:
    """Store what comes up or ends now, if anything does; a rule that fails keeps no other from its own."""
    with deps.reading(ITSELF) as session:
        wanted = [act for look, act in RULES if _does(look, session)]
    for act in wanted:
        _does(deps.write, ITSELF, act)


def _does(step: Callable[..., object], *given: object) -> bool:
    """Whether there is something to do; one bad row must not keep anybody from their digest."""
    try:
        return bool(step(*given))
    except Exception as error:  # of this rule alone; it is tried again in a quarter of an hour
        logger.error("what comes up by itself: %s failed", step.__module__, exc_info=without_text(error))  # noqa: TRY400  # as that says
        return False


RULES: tuple[tuple[Callable[[Session], Sequence[object]], Callable[[Session], object]], ...] = (
    (lapsing.lapsing, lapsing.lapse),
    (check_ins.settling, check_ins.settle),
    (renewals.settling, renewals.settle),
    (occasions.arising, occasions.arise),
    (check_ins.arising, check_ins.arise),
    (renewals.arising, renewals.arise),
)
"""What looks, and only reads, and what does it. What ends comes first: it makes room."""
