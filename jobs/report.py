"""The weekly report to the team channel."""

from functools import partial

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import weekly_report
from bot.use_cases.session import Session
from jobs.job import Act


def tell(deps: Deps, session: Session) -> Act | None:
    """Looked for every quarter of an hour."""
    return partial(deps.write, ITSELF, weekly_report.look) if weekly_report.is_time(session) else None
