"""An alert whose message somebody deleted comes anew, once, as soon as something happens to what is still to put right.

It may have been a slip, and nobody else would see any more who has it, or that it is late. Deleted twice it was meant.
"""

from datetime import datetime

from bot.domain.carried import is_row_id
from bot.domain.message_kinds import MessageKind
from storage import followups, outbox
from storage.database import UnitOfWork

_ANEW = "-anew"


def post_anew(uow: UnitOfWork, post_id: int, now: datetime) -> None:
    """Have it posted again, if it is one, with what is on its way to its thread."""
    gone = outbox.get(uow, post_id)
    if gone is None or gone.kind is not MessageKind.ALERT or gone.key.endswith(_ANEW):
        return
    followup = followups.get(uow, int(gone.subject)) if is_row_id(gone.subject) else None
    if followup is None or not followup.is_open:
        return
    again = outbox.put(
        uow,
        kind=gone.kind,
        subject=gone.subject,
        recipient=gone.recipient,
        priority=gone.priority,
        now=now,
        key=f"{gone.key}{_ANEW}",
    )
    outbox.reply_to(uow, gone.id, again)
