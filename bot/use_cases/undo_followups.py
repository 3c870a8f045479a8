"""Taking back what was done to a follow-up: that it was planned, or one change of it, where nothing was built on it."""

from collections.abc import Callable

from bot.domain import lifecycle as rules
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.saying import say
from bot.use_cases import series
from bot.use_cases.followups import refresh_followup, refresh_followups
from bot.use_cases.joining import part_from
from bot.use_cases.sent_notes import take_back_note
from bot.use_cases.session import Session
from storage import followups, outbox, touchpoints
from storage.audit import AuditEntry


def _undo_created(session: Session, entry: AuditEntry) -> None:
    followup = followups.get(session.uow, entry.subject_id)
    if followup:
        withdraw(session, followup)


def _undo_marked(session: Session, entry: AuditEntry) -> None:
    """The label goes, and with it the alert that it raised."""
    touchpoints.clear_label(session.uow, entry.subject_id)
    for followup in followups.of_touchpoint(session.uow, entry.subject_id):
        if followup.deadline:
            withdraw(session, followup)


def withdraw(session: Session, followup: FollowUp) -> None:
    """It was never to be done: its assignee is told, if that is somebody else."""
    if followup.is_open:
        followups.update(session.uow, rules.cancel(followup, session.actor.id, session.now, "undone"))
        if followup.assignee and followup.assignee != session.actor.id:
            outbox.put(
                session.uow,
                kind=MessageKind.WITHDRAWN,
                subject=str(followup.id),
                recipient=followup.assignee,
                now=session.now,
            )
    part_from(session, followup)
    for followup_id in {followup.id, followup.joined_to or followup.id}:
        refresh_followup(session, followup_id)


def is_changed_since(session: Session, entry: AuditEntry) -> bool:
    """Whether the follow-up is another one than this change of it left."""
    now = followups.get(session.uow, entry.subject_id)
    return now is None or entry.before is None or followups.as_kept(now, entry.after or {}) != now


def take_back_change(session: Session, entry: AuditEntry) -> None:
    """Undo one change of a follow-up. Raises ConflictError where it was changed again since."""
    now = followups.get(session.uow, entry.subject_id)
    if now is None or is_changed_since(session, entry):
        raise ConflictError(
            say("This was changed again since, so it cannot simply be undone. Please change it by hand.")
        )
    before = followups.as_kept(now, entry.before or {})
    followups.update(session.uow, before)
    if before.is_open and not now.is_open:
        refresh_followups(session, series.take_back(session, before))
    if now.touchpoint_id is not None and now.is_called_not_negative:
        touchpoints.clear_label(session.uow, now.touchpoint_id)
    refresh_followup(session, now.id)


def undo_sent(session: Session, entry: AuditEntry) -> None:
    """A note was not sent after all, nor was the customer in touch by it."""
    take_back_change(session, entry)
    take_back_note(session, entry.subject_id)


_CHANGES = (
    *("claimed", "assigned", "released", "snoozed", "cancelled", "raised", "moved", "changed"),
    *("skipped", "skipped this year", "added to"),
)
"""What becomes of a follow-up that goes back as a whole: the verbs of its entries."""

REVERSERS: dict[str, Callable[[Session, AuditEntry], None]] = {
    "marked negative": _undo_marked,
    "follow-up created": _undo_created,
    **{f"follow-up {verb}": take_back_change for verb in _CHANGES},
    "follow-up sent": undo_sent,
}
"""What bot/use_cases/undo.py has of follow-ups."""
