"""Telling the leads that a backup was restored: once, as soon as Rapport runs again."""

from bot.deps import Deps
from bot.domain.message_kinds import MessageKind
from bot.domain.people import ITSELF
from bot.use_cases.leads import tell_leads
from bot.use_cases.session import Session
from jobs.job import Act
from storage import restores


def tell(deps: Deps, session: Session) -> Act | None:
    """The job."""
    return (lambda: deps.write(ITSELF, _tell)) if restores.untold(session.uow) else None


def _tell(session: Session) -> None:
    restored = restores.untold(session.uow)
    if restored:
        tell_leads(session, MessageKind.RESTORED, str(restored.id))
        restores.told(session.uow, session.now)
