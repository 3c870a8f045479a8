"""Which emoji mean something: everybody may look, leads choose, each change undoable as a whole."""

from collections.abc import Mapping

from bot.domain.errors import ConflictError
from bot.domain.reactions import Act, Chosen
from bot.domain.rights import SETTINGS
from bot.domain.saying import say
from bot.use_cases.session import Session
from storage import reactions
from storage.audit import AuditEntry

REACTIONS_CHOSEN = "reactions chosen"


def reactions_of(session: Session) -> Chosen:
    """As they stand."""
    return reactions.chosen(session.uow)


def choose_reactions(session: Session, chosen: Chosen) -> int | None:
    """These and no others; the audit entry that takes it back, None where nothing is different.

    Raises NotAllowedError for members.
    """
    session.check(SETTINGS)
    before = reactions.chosen(session.uow)
    if before == dict(chosen):
        return None
    reactions.choose(session.uow, chosen)
    return session.record(REACTIONS_CHOSEN, ("workspace", 0), None, before=_plain(before), after=_plain(chosen))


def take_back(session: Session, entry: AuditEntry) -> None:
    """Undo, where it is still so."""
    session.check(SETTINGS)
    if _plain(reactions.chosen(session.uow)) != (entry.after or {}):
        raise ConflictError(say("The reactions were changed again since. Please use `/rapport reactions`."))
    reactions.choose(session.uow, {emoji: Act(act) for emoji, act in (entry.before or {}).items()})


def _plain(chosen: Chosen) -> Mapping[str, str]:
    return {emoji: str(act) for emoji, act in chosen.items()}


REVERSERS = {REACTIONS_CHOSEN: take_back}
