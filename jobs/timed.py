"""Telling people of what has a time of day, when it has come."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import timed
from bot.use_cases.session import Session
from jobs.job import Act


def tell(deps: Deps, session: Session) -> Act | None:
    """Every minute, each in a transaction of its own."""
    ids = sorted({moment.followup.id for moment in timed.come(session)})
    return partial(_tell, deps, ids) if ids else None


def _tell(deps: Deps, ids: list[int]) -> None:
    for followup_id in ids:
        deps.write(ITSELF, partial(timed.tell, followup_id=followup_id))
