"""Dropping what nobody asks for any more: old request keys with their answers, lines nobody finished."""

from datetime import datetime, timedelta

from bot.deps import Deps
from storage import kept_lines, requests

KEPT = timedelta(days=1)
"""Slack retries for minutes, people come back to a question within a day."""


def tidy(deps: Deps, now: datetime) -> None:
    """Once an hour is enough."""
    if now.minute:
        return
    with deps.database.unit_of_work() as uow:
        requests.forget_before(uow, now - KEPT)
        kept_lines.forget_before(uow, now - KEPT)
