"""Every message that shows a follow-up is brought up to date when the follow-up changes."""

from bot.domain.digest import FOLLOW_UP
from bot.domain.leaving import HANDED_OVER
from bot.domain.outbox import BACK
from bot.use_cases.work import Work
from storage import ledger, outbox


def refresh_followup(work: Work, followup_id: int) -> None:
    """Enqueue an edit of its alert, of what its assignees were told, and of every digest and team message with it."""
    subject = str(followup_id)
    posts = {row.id for kind in ("alert", "assigned", BACK) for row in outbox.posts(work.uow, kind, subject)}
    for kind in (FOLLOW_UP, HANDED_OVER):
        posts |= ledger.shown_in(work.uow, kind, subject)
    for post_id in sorted(posts):
        outbox.refresh(work.uow, post_id, work.now)
