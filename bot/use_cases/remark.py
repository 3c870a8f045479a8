"""What is worth knowing about a customer just now."""

from bot.domain.calendar import next_birthday
from bot.domain.customers import Customer
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.remark import Remark, remark
from bot.use_cases.session import Session
from storage import followups


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
