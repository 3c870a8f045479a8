"""What is told of an alert that nobody claims (jobs/sending/renderers.py has all kinds)."""

from bot.domain.followups import FollowUpItem
from bot.domain.outbox import OutboxRow
from bot.domain.reader import Reader
from bot.use_cases.escalation import asked_in_thread, has_gone_on
from bot.use_cases.lists import items
from bot.use_cases.session import Session
from bot.views import escalation as views
from bot.views.message import Message
from storage import followups


def warned(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """In the thread; None where somebody has it by now."""
    item = _wanted(session, row)
    return views.warned(item, asked_in_thread(session, item.customer), reader) if item else None


def escalated(session: Session, row: OutboxRow, reader: Reader) -> Message | None:
    """To who is asked next; None where somebody has it by now."""
    item = _wanted(session, row)
    return views.escalated(item, reader, gone_on=has_gone_on(session, row.edits or row.id)) if item else None


def _wanted(session: Session, row: OutboxRow) -> FollowUpItem | None:
    """Its follow-up; None where it, or the customer, is gone, or nobody need be told of it for the first time."""
    found = followups.get(session.uow, int(row.subject))
    if found is None or (row.edits is None and (not found.is_open or found.assignee)):
        return None
    lines = items(session, [found])
    return lines[0] if lines else None
