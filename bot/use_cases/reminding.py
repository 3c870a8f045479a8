"""Reminding somebody of something, once: one message, and its row in the ledger, which says what became of it.

Whoever reminds asks again as often as they like: for each kind, subject, recipient and local day there is one row.
"""

from datetime import datetime

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import Priority
from bot.use_cases.session import Session
from storage import ledger, outbox


def remind(
    session: Session,
    kind: MessageKind,
    subject: str,
    recipient: str,
    *,
    due: datetime | None = None,
    not_after: datetime | None = None,
    priority: Priority = Priority.NOTICE,
    thread_of: int | None = None,
    account: str = "",
) -> int | None:
    """Have somebody reminded now, on their local day. None where that is accounted for; else the outbox row's id.

    `account`: what the ledger calls it, where the subject can be reminded of several times on a day.
    `due`: when it was to be told (now): from it follows whether it is late. After `not_after` it is not worth telling:
    then the ledger says so.
    """
    day = session.read_by(recipient).today
    if ledger.is_noted(session.uow, kind=kind, subject=account or subject, recipient=recipient, local_date=day):
        return None
    post = outbox.put(
        session.uow,
        kind=kind,
        subject=subject,
        recipient=recipient,
        now=session.now,
        priority=priority,
        not_after=not_after,
        thread_of=thread_of,
    )
    ledger.queue(
        session.uow,
        kind=kind,
        subject=account or subject,
        recipient=recipient,
        local_date=day,
        outbox_id=post,
        now=session.now,
        due=due,
    )
    return post


def spare(session: Session, kind: str, subject: str, recipient: str, reason: str, *, account: str = "") -> None:
    """Note why somebody is not reminded on their local day; the second time nothing."""
    ledger.skip(
        session.uow,
        kind=kind,
        subject=account or subject,
        recipient=recipient,
        local_date=session.read_by(recipient).today,
        reason=reason,
        now=session.now,
    )
