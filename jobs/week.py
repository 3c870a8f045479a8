"""The leads' view of the week, each at their hour."""

from collections.abc import Collection
from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import week
from bot.use_cases.session import Session
from jobs.job import Act


def tell(deps: Deps, session: Session) -> Act | None:
    """Looked for every quarter of an hour; each lead in a transaction of their own."""
    return partial(_tell, deps, week.due(session)) if week.is_time(session) else None


def _tell(deps: Deps, leads: Collection[str]) -> None:
    for lead in leads:
        deps.write(ITSELF, partial(week.tell, lead=lead))
    deps.write(ITSELF, week.looked)
