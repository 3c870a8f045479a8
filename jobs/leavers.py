"""People who left the team, and who came back: also where Slack's word of it was missed while Rapport was down."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import leavers
from bot.use_cases.session import Session
from jobs.job import Act


def hand_over(deps: Deps, session: Session) -> Act | None:
    """What leavers had goes to others, who is back is welcome; each in a transaction of their own."""
    waiting, back = leavers.waiting(session), leavers.back(session)
    return partial(_hand_over, deps, waiting, back) if waiting or back else None


def _hand_over(deps: Deps, waiting: list[str], back: list[str]) -> None:
    for person_id in waiting:
        deps.write(ITSELF, partial(leavers.hand_over, person_id=person_id))
    for person_id in back:
        deps.write(ITSELF, partial(leavers.welcome, person_id=person_id))
