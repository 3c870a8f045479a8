"""Telling people what they were given, each once; and that it was taken back."""

from collections.abc import Iterable

from bot.domain.message_kinds import MessageKind
from bot.use_cases.session import Session
from storage import outbox


def tell(session: Session, entry_id: int, takers: Iterable[str]) -> None:
    """Have everybody but whoever does it told what an entry of the audit log gave them."""
    for taker in sorted(set(takers) - {session.actor.id}):
        outbox.put(session.uow, kind=MessageKind.GIVEN, subject=str(entry_id), recipient=taker, now=session.now)


def take_back(session: Session, entry_id: int) -> None:
    """The entry is undone: who was told reads that; who was not yet is told nothing."""
    for post in outbox.posts(session.uow, MessageKind.GIVEN, str(entry_id)):
        if not outbox.withdraw(session.uow, post.id, "taken back before it was told", session.now):
            outbox.refresh(session.uow, post.id, session.now)
