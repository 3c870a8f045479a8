"""Every message that shows a follow-up is brought up to date when the follow-up changes."""

from collections.abc import Iterable

from bot.domain.digest import FOLLOW_UP, KEPT, NOTES, STILL_OPEN
from bot.domain.message_kinds import SHOWING_A_FOLLOW_UP, MessageKind
from bot.domain.outbox import OutboxRow
from bot.use_cases.session import Session
from storage import followups, ledger, outbox

AS_LINES = (FOLLOW_UP, STILL_OPEN, MessageKind.HANDED_OVER)
"""Kinds of ledger rows by which a message shows a follow-up among others."""


def showing(session: Session, followup_ids: Iterable[int]) -> dict[int, list[OutboxRow]]:
    """Of each of them: its alert, what its assignees were told, and every digest and team message with it."""
    subjects = {str(followup_id): followup_id for followup_id in followup_ids}
    shown: dict[int, dict[int, OutboxRow]] = {followup_id: {} for followup_id in subjects.values()}
    for post in outbox.posts_about(session.uow, SHOWING_A_FOLLOW_UP, subjects):
        shown[subjects[post.subject]][post.id] = post
    carriers = ledger.carriers(session.uow, AS_LINES, subjects)
    posts = outbox.by_id(session.uow, (post_id for _, post_id in carriers))
    for subject, post_id in carriers:
        shown[subjects[subject]][post_id] = posts[post_id]
    return {followup_id: [of_one[post_id] for post_id in sorted(of_one)] for followup_id, of_one in shown.items()}


def refresh_followups(session: Session, followup_ids: Iterable[int]) -> None:
    """Enqueue an edit of every message that shows one of them."""
    shown = showing(session, followup_ids)
    for post_id in sorted({post.id for posts in shown.values() for post in posts}):
        outbox.refresh(session.uow, post_id, session.now)


def refresh_followup(session: Session, followup_id: int) -> None:
    """Enqueue an edit of every message that shows it."""
    refresh_followups(session, [followup_id])


def refresh_customer(session: Session, customer_id: int) -> None:
    """Enqueue an edit of every message that names a customer who has changed or is gone."""
    refresh_notes(session, customer_id)
    refresh_followups(session, (followup.id for followup in followups.of_customer(session.uow, customer_id)))


def refresh_notes(session: Session, customer_id: int) -> None:
    """Enqueue an edit of every digest with a line about this customer that is no follow-up, while it shows such."""
    posts = outbox.by_id(session.uow, ledger.shown_about(session.uow, NOTES, customer_id))
    for post in sorted(posts.values(), key=lambda one: one.id):
        if post.created_at > session.now - KEPT:
            outbox.refresh(session.uow, post.id, session.now)
