"""Compensation that is more than everybody may give: asked for, and approved or declined by whoever may.

What is asked for is known by the audit entry of the asking: its id stands in buttons, and is never given out twice.
"""

from dataclasses import dataclass

from bot.domain import lifecycle
from bot.domain.about import About
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotFoundError, Who
from bot.domain.followups import Changed, FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.resolving import WORDS_LENGTH, Resolved, State
from bot.domain.rights import COMPENSATION
from bot.domain.saying import say
from bot.use_cases.about import note_with, take_back_with
from bot.use_cases.asked import ASKED, refresh_asked
from bot.use_cases.followups import change, refresh_followup
from bot.use_cases.satisfaction import checked_on
from bot.use_cases.session import Session, customer_of, followup_of, lost
from bot.use_cases.story import tell_thread
from storage import audit, customers, followups, outbox, resolutions
from storage.audit import AuditEntry

DECLINED = "compensation declined"
APPROVED_VERB = "done as approved"
APPROVED = f"follow-up {APPROVED_VERB}"

WHY_LENGTH = 300


@dataclass(frozen=True)
class AskedFor:
    """What is asked for, as it stands now. `entry_id`: the audit entry of the asking."""

    entry_id: int
    resolved: Resolved
    followup: FollowUp
    customer: Customer


def asked_for(session: Session, entry_id: int) -> AskedFor | None:
    """What an entry asks for; None where its customer or complaint is gone."""
    entry = audit.get(session.uow, entry_id)
    about = (entry.after or {}).get("resolution") if entry and entry.action == ASKED else None
    resolved = resolutions.get(session.uow, int(about)) if about else None
    followup = followups.get(session.uow, resolved.followup_id) if resolved else None
    customer = customers.get(session.uow, followup.customer_id) if followup else None
    return AskedFor(entry_id, resolved, followup, customer) if resolved and followup and customer else None


def approve(session: Session, entry_id: int) -> Changed:
    """The complaint is done, by whoever asked. Raises NotAllowedError for members, ConflictError if decided already."""
    asked = _to_decide(session, entry_id)
    resolved = asked.resolved
    changed = change(
        session,
        asked.followup.id,
        APPROVED_VERB,
        lambda one: lifecycle.finish(one, resolved.by, session.now),
        what=resolved.what.resolution[:WORDS_LENGTH],
    )
    resolutions.decide(session.uow, resolved.id, State.RESOLVED, by=session.actor.id, now=session.now)
    resolutions.check_on(session.uow, resolved.id, checked_on(session, resolved.by))
    note_with(session, asked.followup.id, About(resolved.what.category, resolved.what.root_cause), changed.undo_id)
    _decided(session, asked)
    return changed


def decline(session: Session, entry_id: int, why: str = "") -> Changed:
    """The complaint stays open, with a word why. Raises as `approve` does."""
    asked = _to_decide(session, entry_id)
    why = " ".join(why.split())[:WHY_LENGTH]
    resolutions.decide(session.uow, asked.resolved.id, State.DECLINED, by=session.actor.id, why=why, now=session.now)
    kept = {"resolution": asked.resolved.id, "entry": entry_id}
    about = asked.followup
    entry = session.record(DECLINED, ("followup", about.id), about.customer_id, after=kept)
    refresh_followup(session, about.id)
    tell_thread(session, about, entry)
    _decided(session, asked)
    return Changed(about, entry)


def undo_asked(session: Session, entry: AuditEntry) -> None:
    """Nothing is asked for any more. Raises ConflictError once a lead has decided."""
    asked = asked_for(session, entry.id)
    if asked is None or asked.resolved.state is not State.WAITING:
        raise ConflictError(say("A lead has decided this already, so it cannot be taken back."))
    resolutions.decide(session.uow, asked.resolved.id, State.UNDONE, by=session.actor.id, now=session.now)
    _refresh(session, asked.followup.id)


def undo_declined(session: Session, entry: AuditEntry) -> None:
    """It waits again. Raises ConflictError where the complaint is done, or something else waits since."""
    about = int((entry.after or {}).get("resolution", 0))
    followup = followup_of(session, entry.subject_id)
    lifecycle.check_open(followup)
    if resolutions.last_of(session.uow, followup.id, [State.WAITING]):
        raise ConflictError(say("Another compensation was asked for since. Please decide that one."))
    resolutions.decide(session.uow, about, State.WAITING, by=None)
    _refresh(session, followup.id)


def undo_approved(session: Session, entry: AuditEntry) -> None:
    """The complaint was put as it was, open: what was approved waits again."""
    done = resolutions.last_of(session.uow, entry.subject_id)
    if done:
        take_back_with(session, entry)
        resolutions.decide(session.uow, done.id, State.WAITING, by=None)
        resolutions.check_on(session.uow, done.id, None)
    _refresh(session, entry.subject_id)


def _to_decide(session: Session, entry_id: int) -> AskedFor:
    session.check(COMPENSATION)
    asked = asked_for(session, entry_id)
    if asked is None:
        raise lost(session, "audit", entry_id) or NotFoundError(
            say("This is no longer in Rapport. Nothing was changed.")
        )
    if asked.resolved.state is State.UNDONE:
        raise ConflictError(Who(asked.resolved.by), say(" has taken this back."))
    if asked.resolved.state is not State.WAITING:
        did = "approved" if asked.resolved.state is State.RESOLVED else "declined"
        raise ConflictError(Who(asked.resolved.decided_by or ""), say(" has {did} this already.", did=did))
    lifecycle.check_open(asked.followup)
    customer_of(session, asked.customer.id)
    return asked


def _decided(session: Session, asked: AskedFor) -> None:
    """Whoever asked is told, in a message of its own; what the leads were asked shows what came of it."""
    if asked.resolved.by != session.actor.id:
        outbox.put(
            session.uow,
            kind=MessageKind.DECIDED,
            subject=str(asked.entry_id),
            recipient=asked.resolved.by,
            now=session.now,
        )
    refresh_asked(session, asked.followup.id)


def _refresh(session: Session, followup_id: int) -> None:
    refresh_followup(session, followup_id)
    refresh_asked(session, followup_id)
