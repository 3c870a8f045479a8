"""Giving out everything that is kept of a customer, as the law has it where they ask (promise 6)."""

from bot.domain.access import Access, Part
from bot.domain.customers import Customer
from bot.domain.forgetting import GIVEN
from bot.use_cases.session import Session
from storage import custom_fields, erasing, people, personal_data
from storage.personal_data import HELD


def everything(session: Session, customer: Customer) -> Access:
    """From every table that the registry knows of, in its order from the record on."""
    who = erasing.whose(session.uow, [customer.id])
    parts = [
        Part(held.table, held.holds, personal_data.rows_of(session.uow, held, who))
        for held in reversed(HELD)
        if held.is_given
    ]
    names = {person.id: person.name for person in people.everybody(session.uow) if person.name}
    fields = custom_fields.names(session.uow)
    return Access(customer.name, session.now, [part for part in parts if part.rows], names, fields)


def give(session: Session, customer: Customer) -> Access:
    """The same, noted in the audit log."""
    found = everything(session, customer)
    session.record(GIVEN, ("customer", customer.id), customer.id)
    return found
