"""The table of deadlines: asked whenever one is set, changed by leads, each change undoable as a whole."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.channel import Severity
from bot.domain.customers import Tier
from bot.domain.deadlines import CELLS, USUAL_DEADLINES, Deadlines, field_of, read_allowance
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.rights import SETTINGS
from bot.domain.saying import say
from bot.use_cases.session import Session
from storage import customers, deadlines
from storage.audit import AuditEntry

DEADLINES_CHANGED = "deadlines changed"


def deadlines_of(session: Session) -> Deadlines:
    """The table in force; what is stored and cannot be read counts as not chosen."""
    stored, chosen = deadlines.stored(session.uow), dict(USUAL_DEADLINES)
    for cell in CELLS:
        try:
            chosen[cell] = read_allowance(stored.get(cell, ""))
        except NotUnderstoodError:
            continue
    return chosen


def deadline_of(session: Session, customer_id: int, severity: Severity, filed: datetime) -> datetime:
    """The instant, in UTC, by which a complaint of this customer, filed then, is to be answered."""
    customer = customers.get(session.uow, customer_id)
    tier = customer.tier if customer else Tier.STANDARD
    return deadlines_of(session)[tier, severity].after(filed, session.working_hours)


def change_deadlines(session: Session, chosen: Deadlines) -> int | None:
    """Keep the table; the audit entry that takes it back, None where nothing is different. NotAllowedError: members."""
    session.check(SETTINGS)
    before = deadlines_of(session)
    if before == dict(chosen):
        return None
    _save(session, chosen)
    return session.record(DEADLINES_CHANGED, ("deadlines", 0), None, before=_plain(before), after=_plain(chosen))


def undo_deadlines(session: Session, entry: AuditEntry) -> None:
    """The table is what it was. Raises ConflictError where somebody changed it since."""
    session.check(SETTINGS)
    if _plain(deadlines_of(session)) != entry.after:
        raise ConflictError(
            say("The deadlines were changed again since. Please change them with `/rapport deadlines`.")
        )
    _save(session, {cell: read_allowance((entry.before or {})[field_of(cell)]) for cell in CELLS})


def _save(session: Session, chosen: Deadlines) -> None:
    other = [(*cell, str(allowance)) for cell, allowance in chosen.items() if allowance != USUAL_DEADLINES[cell]]
    deadlines.save(session.uow, other)


def _plain(table: Deadlines) -> Mapping[str, str]:
    return {field_of(cell): str(allowance) for cell, allowance in table.items()}
