"""Telling the leads that a backup was restored: once, as soon as Rapport runs again."""

from datetime import datetime

from bot.deps import Deps
from bot.domain.message_kinds import MessageKind
from bot.domain.people import ITSELF
from bot.use_cases.leads import tell_leads
from bot.use_cases.work import Work
from storage import restores


def tell(deps: Deps, _now: datetime) -> None:
    """It only reads where there is nothing to tell."""
    with deps.looking(ITSELF) as work:
        if restores.untold(work.uow) is None:
            return
    deps.run(ITSELF, _tell)


def _tell(work: Work) -> None:
    restored = restores.untold(work.uow)
    if restored:
        tell_leads(work, MessageKind.RESTORED, str(restored.id))
        restores.told(work.uow, work.now)
