"""Telling the leads that a backup was restored: once, as soon as Rapport runs again."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.message_kinds import MessageKind
from bot.domain.people import ITSELF
from bot.use_cases.leads import tell_leads
from storage import restores


def tell(deps: Deps, now: datetime) -> None:
    """It only reads where there is nothing to tell."""
    with deps.looking(ITSELF) as work:
        if restores.untold(work.uow) is None:
            return
    with deps.working(ITSELF) as work:
        restored = restores.untold(work.uow)
        if restored:
            tell_leads(work, MessageKind.RESTORED, str(restored.id))
            restores.told(work.uow, now)
