"""Putting a follow-up off. What is to come back later on the same day comes as a message at its hour."""

from datetime import time, timedelta

from bot.domain.calendar import instant_of
from bot.domain.followups import Changed, FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.promise import kept_in_mind
from bot.domain.snooze import Until, snooze
from bot.use_cases.followups import change
from bot.use_cases.session import Session, followup_of
from storage import outbox


def put_off(session: Session, followup_id: int, until: Until, reason: str = "", *, was_told: bool = False) -> Changed:
    """Show it again then. `was_told`: a customer who was promised another day knows this one.

    Raises NotUnderstoodError as bot/domain/snooze.py and promise.py do.
    """
    reader = session.reader
    tz = session.read_by(followup_of(session, followup_id).whose or session.actor.id).tz

    def rule(one: FollowUp) -> FollowUp:
        later = snooze(one, until, reader, reason, tz)
        return kept_in_mind(later, until.day, reader.today, was_told=was_told, word=reason)

    changed = change(session, followup_id, "snoozed", rule)
    if until.at and until.is_on(reader.today):
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
