"""Dropping what nobody asks for any more: old request keys with their answers, lines nobody finished."""

from datetime import datetime, timedelta

from bot.deps import Deps
from storage import kept_lines, requests

KEPT = timedelta(days=1)
"""Slack retries for minutes, people come back to a question within a day."""


def tidy(deps: Deps, now: datetime) -> None:
    """Each goes on the first tick after its time: both hold customers' words."""
    until = now - KEPT
    with deps.database.reading() as uow:
        if not (requests.any_before(uow, until) or kept_lines.any_before(uow, until)):
            return
    with deps.database.unit_of_work() as uow:
        requests.forget_before(uow, until)
        kept_lines.forget_before(uow, until)
