"""People who left the team, and who came back: also where Slack's word of it was missed while Rapport was down."""

from datetime import datetime
from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import leavers


def hand_over(deps: Deps, _now: datetime) -> None:
    """What leavers had goes to others, who is back is welcome; each in a transaction of their own."""
    with deps.reading(ITSELF) as session:
        waiting, back = leavers.waiting(session), leavers.back(session)
    for person_id in waiting:
        deps.write(ITSELF, partial(leavers.hand_over, person_id=person_id))
    for person_id in back:
        deps.write(ITSELF, partial(leavers.welcome, person_id=person_id))
