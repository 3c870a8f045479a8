"""Alerts that reached nobody are tried each minute, until a lead has them."""

from bot.deps import Deps
from bot.domain.people import ITSELF
from bot.use_cases import alerts
from bot.use_cases.session import Session
from jobs.job import Act


def tell_again(deps: Deps, session: Session) -> Act | None:
    """The job."""
    return (lambda: deps.write(ITSELF, alerts.tell_again)) if alerts.due_again(session) else None
