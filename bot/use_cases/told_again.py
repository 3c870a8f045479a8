"""One task, one live message: what told of it before says that it came again, once a newer one has come.

What has a time of day is told then, and once more each time it was put off to later on the same day.
"""

from datetime import datetime

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from storage import outbox
from storage.database import UnitOfWork

COMING_AGAIN = (MessageKind.DUE_NOW, MessageKind.BACK)
"""The messages by which the same task comes to the same person again."""


def refresh_earlier(uow: UnitOfWork, row: OutboxRow, now: datetime) -> None:
    """A message is in Slack: what told the same person of the same task before is brought up to date."""
    if row.kind not in COMING_AGAIN or row.edits is not None:
        return
    for post in outbox.posts_about(uow, COMING_AGAIN, [row.subject]):
        if post.id != row.id and post.recipient == row.recipient:
            outbox.refresh(uow, post.id, now)


def came_again(uow: UnitOfWork, row: OutboxRow) -> bool:
    """Whether the message that this row edits is not the last one in Slack by which that person was told of it."""
    post = outbox.get(uow, row.edits) if row.edits is not None else None
    if post is None or post.started_at is None:
        return False
    others = (one for one in outbox.posts_about(uow, COMING_AGAIN, [post.subject]) if one.recipient == post.recipient)
    return any(one.state == "sent" and one.started_at and one.started_at > post.started_at for one in others)
