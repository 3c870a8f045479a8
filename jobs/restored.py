"""Telling the leads that a backup was restored: once, as soon as Rapport runs again."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.message_kinds import MessageKind
from bot.domain.people import ITSELF
from bot.use_cases.leads import tell_leads
from bot.use_cases.session import Session
from storage import restores


def tell(deps: Deps, _now: datetime) -> None:
    """It only reads where there is nothing to tell."""
    with deps.reading(ITSELF) as session:
        if restores.untold(session.uow) is None:
            return
    deps.write(ITSELF, _tell)


def _tell(session: Session) -> None:
    restored = restores.untold(session.uow)
    if restored:
        tell_leads(session, MessageKind.RESTORED, str(restored.id))
        restores.told(session.uow, session.now)
