"""Handing over what people had who left the team: also where Slack's word of it was missed while Rapport was down."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import leavers


def hand_over(deps: Deps, _now: datetime) -> None:
    """Each leaver in a transaction of their own."""
    with deps.looking(ITSELF) as work:
        waiting = leavers.waiting(work)
    for person_id in waiting:
        with deps.working(ITSELF) as work:
            leavers.hand_over(work, person_id)
