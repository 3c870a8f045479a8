"""People who left the team, and who came back: also where Slack's word of it was missed while Rapport was down."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import leavers


def hand_over(deps: Deps, _now: datetime) -> None:
    """What leavers had goes to others, who is back is welcome; each in a transaction of their own."""
    with deps.looking(ITSELF) as work:
        waiting, back = leavers.waiting(work), leavers.back(work)
    for person_id in waiting:
        with deps.working(ITSELF) as work:
            leavers.hand_over(work, person_id)
    for person_id in back:
        with deps.working(ITSELF) as work:
            leavers.welcome(work, person_id)
