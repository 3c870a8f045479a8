"""What leads were asked about a complaint: the messages in which they were, brought up to date."""

from bot.domain.message_kinds import MessageKind
from bot.use_cases.session import Session
from storage import audit, outbox

ASKED = "compensation asked"
"""The action of the audit entry of an asking; its id is what it is known by."""


def refresh_asked(session: Session, followup_id: int) -> None:
    """Have what leads were asked, and what came of it, edited."""
    entries = audit.of_followups(session.uow, ASKED, [followup_id]).get(followup_id, [])
    kinds = (MessageKind.APPROVAL, MessageKind.DECIDED)
    for post in outbox.posts_about(session.uow, kinds, [str(entry.id) for entry in entries]):
        outbox.refresh(session.uow, post.id, session.now)
