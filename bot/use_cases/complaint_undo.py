"""Taking back what was done to put a complaint right, as a whole: with its resolution, its check and its answer."""

from collections.abc import Callable

from bot.domain.errors import ConflictError
from bot.domain.saying import say
from bot.use_cases import compensation, reopening, resolving
from bot.use_cases.asked import ASKED
from bot.use_cases.deadlines import DEADLINES_CHANGED, undo_deadlines
from bot.use_cases.followups import REOPENED, refresh_followup
from bot.use_cases.redating import move_back
from bot.use_cases.satisfaction import ANSWERED
from bot.use_cases.session import Session
from bot.use_cases.story import retell
from bot.use_cases.undo_followups import take_back_change
from storage import audit, touchpoints
from storage.audit import AuditEntry
from storage.conditions import AT_ONCE

Reverse = Callable[[Session, AuditEntry], None]

_ENDLESS = 2**62


def _then(also: Reverse) -> Reverse:
    """The follow-up as it was, and what else goes with it."""

    def reverse(session: Session, entry: AuditEntry) -> None:
        take_back_change(session, entry)
        also(session, entry)

    return reverse


def _undo_answered(session: Session, entry: AuditEntry) -> None:
    """The check is to be asked, what was said is not logged, and a complaint opened by it is closed again."""
    after = entry.after or {}
    for part in audit.parts_of(session.uow, entry.id, _ENDLESS, AT_ONCE):
        if part.action != REOPENED:
            continue
        try:
            take_back_change(session, part)
        except ConflictError as error:
            raise ConflictError(
                say(
                    "Somebody has worked on the complaint since, so this cannot simply be undone. "
                    "Please change it by hand."
                )
            ) from error
        audit.mark_undone(session.uow, part.id, session.actor.id, session.now)
        retell(session, part.id)
    take_back_change(session, entry)
    touchpoints.undo(session.uow, int(after.get("touch", 0)), session.now)
    move_back(session, entry.customer_id or 0)
    if complaint := after.get("complaint"):
        refresh_followup(session, int(complaint))


REVERSERS: dict[str, Reverse] = {
    "follow-up acknowledged": take_back_change,
    resolving.DONE: _then(resolving.undo_done),
    compensation.APPROVED: _then(compensation.undo_approved),
    ASKED: compensation.undo_asked,
    compensation.DECLINED: compensation.undo_declined,
    REOPENED: _then(reopening.undo_reopened),
    ANSWERED: _undo_answered,
    DEADLINES_CHANGED: undo_deadlines,
}
