"""Whom to tell what the leads must know."""

from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import LEAD, Priority
from bot.domain.people import chain
from bot.use_cases.session import Session
from storage import outbox, people


def leads_to_tell(session: Session) -> list[str]:
    """Every lead who is of the team; where there is none, the admins, who may do what a lead may.

    LEAD where none of them is known: whoever stands in for one when it is sent.
    """
    leads, admins, _installer = chain(
        session.settings.leads - people.gone(session.uow), people.of_the_team(session.uow)
    )
    return leads or admins or [LEAD]


def tell_leads(session: Session, kind: MessageKind, subject: str, priority: Priority = Priority.NOTICE) -> None:
    """A direct message to each of them."""
    for lead in leads_to_tell(session):
        outbox.put(session.uow, kind=kind, subject=subject, recipient=lead, now=session.now, priority=priority)
