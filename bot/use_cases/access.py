"""Giving out everything that is kept of a customer, as the law has it where they ask (promise 6)."""

from bot.domain.access import Access, Part
from bot.domain.customers import Customer
from bot.domain.forgetting import GIVEN
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import PRIVACY
from bot.use_cases.session import Session
from storage import custom_fields, customers, erasing, merges, outbox, people, personal_data
from storage.personal_data import HELD


def everything(session: Session, customer: Customer) -> Access:
    """From every table that the registry knows of, in its order from the record on."""
    who = erasing.whose(session.uow, [customer.id, *merges.merged_into(session.uow, customer.id)])
    parts = [
        Part(held.table, held.holds, personal_data.rows_of(session.uow, held, who))
        for held in reversed(HELD)
        if held.is_given
    ]
    names = {person.id: person.name for person in people.everybody(session.uow) if person.name}
    fields = custom_fields.names(session.uow)
    return Access(customer.name, session.now, [part for part in parts if part.rows], names, fields)


def ask_for(session: Session, customer: Customer) -> None:
    """Have both files sent to the one who asks, and to nobody else. Raises NotAllowedError for members."""
    session.check(PRIVACY)
    for ending in FILES:
        outbox.put(
            session.uow,
            kind=MessageKind.ACCESS,
            subject=f"{customer.id}:{ending}",
            recipient=session.actor.id,
            now=session.now,
        )
    session.record(GIVEN, ("customer", customer.id), customer.id)


def asked_for(session: Session, subject: str) -> tuple[Access, str] | None:
    """What a row of the outbox is to bring, and the ending of its file; None where the customer is gone meanwhile."""
    customer_id, _, ending = subject.partition(":")
    customer = customers.get(session.uow, int(customer_id))
    return (everything(session, customer), ending) if customer else None


FILES = ("html", "json")
"""A page to read, and the same for a machine."""


def give(session: Session, customer: Customer) -> Access:
    """The same, noted in the audit log."""
    found = everything(session, customer)
    session.record(GIVEN, ("customer", customer.id), customer.id)
    return found
