"""What is worth knowing about a customer just now."""

from bot.domain.calendar import next_birthday
from bot.domain.customers import Customer, Kind
from bot.domain.folding import fold
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.remark import Remark, remark
from bot.use_cases.session import Session
from storage import customers, followups


def remark_on(session: Session, customer: Customer, just_raised: FollowUp | None = None) -> Remark | None:
    """One remark at most. A complaint that was logged this moment is no news by itself, but with others it is."""
    born = customer.birthday
    birthday = next_birthday(session.today, born.month, born.day, session.settings.leap_birthday) if born else None
    complaints = open_complaints(session, customer)
    is_only = just_raised is not None and complaints == 1
    return remark(customer, session.today, birthday, 0 if is_only else complaints)


def open_complaints(session: Session, customer: Customer) -> int:
    """How many complaints of a customer are still to be put right."""
    return sum(one.kind is FollowUpKind.COMPLAINT for one in followups.open_of_customer(session.uow, customer.id))


def open_complaints_there(session: Session, customer: Customer) -> int:
    """How many open complaints are of the company of a customer, or of others who are with it.

    Only counted: the name of somebody else would stay on a message after they are forgotten.
    """
    there = _company(customer)
    if not there:
        return 0
    found = [one.customer_id for one in followups.open_of_kind(session.uow, FollowUpKind.COMPLAINT)]
    others = customers.by_id(session.uow, set(found) - {customer.id})
    return sum(one in others and _company(others[one]) == there for one in found)


def _company(customer: Customer) -> str:
    name = customer.name if customer.kind is Kind.COMPANY else customer.company
    return fold(name) if name else ""
