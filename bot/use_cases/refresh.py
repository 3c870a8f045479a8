"""Every message that shows a follow-up is brought up to date when the follow-up changes."""

from bot.domain.digest import FOLLOW_UP, KEPT, NOTES, STILL_OPEN
from bot.domain.message_kinds import SHOWING_A_FOLLOW_UP, MessageKind
from bot.domain.outbox import OutboxRow
from bot.use_cases.work import Work
from storage import followups, ledger, outbox

AS_LINES = (FOLLOW_UP, STILL_OPEN, MessageKind.HANDED_OVER)
"""Kinds of ledger rows by which a message shows a follow-up among others."""


def showing(work: Work, followup_id: int) -> list[OutboxRow]:
    """Its alert, what its assignees were told, and every digest and team message with it."""
    subject = str(followup_id)
    posts = {row.id: row for kind in SHOWING_A_FOLLOW_UP for row in outbox.posts(work.uow, kind, subject)}
    for kind in AS_LINES:
        carriers = (outbox.get(work.uow, post_id) for post_id in ledger.shown_in(work.uow, kind, subject))
        posts |= {row.id: row for row in carriers if row}
    return [posts[post_id] for post_id in sorted(posts)]


def refresh_followup(work: Work, followup_id: int) -> None:
    """Enqueue an edit of every message that shows it."""
    for post in showing(work, followup_id):
        outbox.refresh(work.uow, post.id, work.now)


def refresh_customer(work: Work, customer_id: int) -> None:
    """Enqueue an edit of every message that names a customer who has changed or is gone."""
    refresh_notes(work, customer_id)
    for followup in followups.of_customer(work.uow, customer_id):
        refresh_followup(work, followup.id)


def refresh_notes(work: Work, customer_id: int) -> None:
    """Enqueue an edit of every digest with a line about this customer that is no follow-up, while it shows such."""
    posts = (outbox.get(work.uow, post_id) for post_id in ledger.shown_about(work.uow, NOTES, customer_id))
    for post in sorted((one for one in posts if one), key=lambda one: one.id):
        if post.created_at > work.now - KEPT:
            outbox.refresh(work.uow, post.id, work.now)
