"""Keeping what messages say true when days and deadlines pass."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import turning


def turn(deps: Deps, _now: datetime) -> None:
    """Every quarter of an hour."""
    with deps.looking(ITSELF) as work:
        if not turning.is_time(work):
            return
        posts, looked = turning.turned(work), work.now
    deps.run(ITSELF, lambda work: turning.edit(work, posts, looked))
