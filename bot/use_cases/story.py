"""Telling an event in the thread of its alert: a line, written in the event's own transaction, once for its entry.

Whatever changes a follow-up by `change` (bot/use_cases/followups.py) is told there; what else happens to an alert calls
`tell_thread` with its audit entry, and has its words in bot/views/story.py. An event that is taken back before its line
was sent has none; later its line is edited to say so, which is quieter than one more.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.people import ITSELF
from bot.domain.reader import Reader
from bot.domain.story import Event
from bot.use_cases.session import Session
from storage import audit, customers, followups, outbox, people, touchpoints
from storage.audit import AuditEntry

_UNSENT = frozenset({"failed", "skipped"})


def tell_thread(session: Session, followup: FollowUp, entry_id: int) -> None:
    """Add the line of an audit entry to the thread of the follow-up's alert; nothing where it has no alert."""
    if followup.deadline is None:
        return
    alert = standing_alert(session, followup.id)
    if alert:
        outbox.put(
            session.uow,
            kind=MessageKind.STORY,
            subject=str(entry_id),
            recipient=alert.recipient,
            thread_of=alert.id,
            now=session.now,
            key=f"story-{entry_id}",
        )


def retell(session: Session, entry_id: int) -> None:
    """The entry was taken back: its line says so."""
    for line in outbox.posts(session.uow, MessageKind.STORY, str(entry_id)):
        outbox.refresh(session.uow, line.id, session.now)


def event_of(session: Session, row: OutboxRow, reader: Reader) -> Event | None:
    """What a line tells. None: there is nothing to tell (any more), or its alert is gone."""
    entry = audit.get(session.uow, int(row.subject))
    if entry is None or not (customers.get(session.uow, entry.customer_id or 0)):
        return None
    if row.edits is None and (entry.undone_at or not _is_there(session, row.thread_of)):
        return None
    before, after = _followup(entry, entry.before), _followup(entry, entry.after)
    return Event(
        action=entry.action,
        by=_name(session, entry.actor),
        to=_name(session, after.assignee) if after and after.assignee else "",
        reader=reader,
        before=before,
        after=after,
        more=entry.after or {},
        way=_way(session, after),
        taken_back_by=_name(session, entry.undone_by) if entry.undone_by else "",
    )


def standing_alert(session: Session, followup_id: int) -> OutboxRow | None:
    """The message that stands for it now, or will: the last one that was not given up."""
    posts = outbox.posts(session.uow, MessageKind.ALERT, str(followup_id))
    return next((post for post in reversed(posts) if post.state not in _UNSENT), None)


def _is_there(session: Session, post_id: int | None) -> bool:
    post = outbox.get(session.uow, post_id or 0)
    return post is not None and post.state == "sent"


def _followup(entry: AuditEntry, kept: Mapping[str, Any] | None) -> FollowUp | None:
    return followups.from_snapshot(entry.subject_id, dict(kept)) if kept and "status" in kept else None


def _way(session: Session, after: FollowUp | None) -> str:
    touch = touchpoints.get(session.uow, after.acknowledged_touch) if after and after.acknowledged_touch else None
    return touch.channel if touch and touch.channel != "other" else ""


def _name(session: Session, person: str) -> str:
    """A name in words: a mention would call everybody to the thread of what they did themselves."""
    if person == ITSELF.id:
        return ITSELF.name
    found = people.get(session.uow, person)
    return found.name if found and found.name else "somebody"
