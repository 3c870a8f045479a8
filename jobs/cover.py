"""People who are away, and who are back: what comes due is passed on and given back, with the day of each."""

from collections.abc import Sequence
from functools import partial

from bot.deps import Deps
from bot.domain.away import Absence
from bot.domain.people import ITSELF
from bot.use_cases import back_again, cover
from bot.use_cases.session import Session
from jobs.job import Act
from storage import absences


def pass_on(deps: Deps, session: Session) -> Act | None:
    """Each absence that begins or ends in a transaction of its own; then what has come due since."""
    standing = absences.standing(session.uow)
    turning = cover.turning(session, standing)
    if not (turning or cover.to_cover(session, standing) or back_again.to_give_back(session, standing)):
        return None
    return partial(_pass_on, deps, turning)


def _pass_on(deps: Deps, turning: Sequence[Absence]) -> None:
    for absence in turning:
        deps.write(ITSELF, partial(cover.turn, absence_id=absence.id))
    deps.write(ITSELF, cover.cover)
    deps.write(ITSELF, back_again.give_back)
