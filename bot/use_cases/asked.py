"""What else shows how a complaint stands: what leads were asked about it, and its alert the check after it."""

from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.satisfaction import resolution_behind
from bot.use_cases.session import Session
from storage import audit, outbox, resolutions

ASKED = "compensation asked"
"""The action of the audit entry of an asking; its id is what it is known by."""


def refresh_asked(session: Session, followup_id: int) -> None:
    """Have what leads were asked, and what came of it, edited."""
    entries = audit.of_followups(session.uow, ASKED, [followup_id]).get(followup_id, [])
    kinds = (MessageKind.APPROVAL, MessageKind.DECIDED)
    for post in outbox.posts_about(session.uow, kinds, [str(entry.id) for entry in entries]):
        outbox.refresh(session.uow, post.id, session.now)


def behind_check(session: Session, check: FollowUp) -> list[int]:
    """The complaint whose alert says how a satisfaction check stands: its id, to be brought up to date too."""
    resolved = resolutions.get(session.uow, resolution_behind(check.origin) or 0)
    return [resolved.followup_id] if resolved else []
