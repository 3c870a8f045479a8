"""People who left the team, and who came back: also where Slack's word of it was missed while Rapport was down."""

from datetime import datetime
from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import leavers


def hand_over(deps: Deps, _now: datetime) -> None:
    """What leavers had goes to others, who is back is welcome; each in a transaction of their own."""
    with deps.looking(ITSELF) as work:
        waiting, back = leavers.waiting(work), leavers.back(work)
    for person_id in waiting:
        deps.run(ITSELF, partial(leavers.hand_over, person_id=person_id))
    for person_id in back:
        deps.run(ITSELF, partial(leavers.welcome, person_id=person_id))
