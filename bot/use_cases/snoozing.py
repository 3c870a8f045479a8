"""Putting a follow-up off. What is to come back later on the same day comes as a message at its hour."""

from datetime import time, timedelta

from bot.domain.calendar import instant_of
from bot.domain.followups import Changed
from bot.domain.message_kinds import MessageKind
from bot.domain.snooze import Until, snooze
from bot.use_cases.followups import change
from bot.use_cases.session import Session
from storage import outbox


def put_off(session: Session, followup_id: int, until: Until, reason: str = "") -> Changed:
    """Show it again then. Raises NotUnderstoodError as bot/domain/snooze.py does."""
    reader = session.reader
    changed = change(session, followup_id, "snoozed", lambda one: snooze(one, until, reader, reason))
    if until.at:
        outbox.put(
            session.uow,
            kind=MessageKind.BACK,
            subject=str(followup_id),
            recipient=changed.followup.assignee or session.actor.id,
            now=session.now,
            not_before=until.at,
            not_after=instant_of(until.day + timedelta(days=1), time(), reader.tz),  # then the digest has it
        )
    return changed
