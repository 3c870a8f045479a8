"""Thank-you notes: whether one can be planned for a customer, and planning it."""

from datetime import date, time, timedelta

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUpKind
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.followups import create_followup
from bot.use_cases.remark import open_complaints
from bot.use_cases.session import Session
from storage import followups

THANKS_APART = timedelta(days=30)
"""Not more than one thank-you note per customer in so long (product.md, section 5)."""

PRAISE_LENGTH = 120
"""Characters of the praise that the title of its note carries."""


def plan_thanks(
    session: Session,
    customer: Customer,
    reason: str,
    *,
    assignee: str | None = None,
    due: date | None = None,
    at: time | None = None,
    praise: Touchpoint | None = None,
) -> Changed:
    """A thank-you note to write: for somebody named, the caretaker, else the one who asks; `praise` is what it is for.

    It is due today, if no day was said. Raises ConflictError where none can be.
    """
    if refused := why_not(session, customer):
        raise ConflictError(refused)
    title = " ".join(f"Thank-you note {reason}".split())
    if praise and praise.text:
        words = " ".join(praise.text.split())
        cut = "" if len(words) <= PRAISE_LENGTH else "…"
        title = f"Thank-you note: “{words[:PRAISE_LENGTH].rstrip()}{cut}”"
    writer = assignee or caretaker_of(session, customer).id or session.actor.id
    about = praise.id if praise else None
    kind = FollowUpKind.THANK_YOU
    return create_followup(
        session, customer, title, due or session.today, kind=kind, assignee=writer, touchpoint_id=about, at=at
    )


def why_not(session: Session, customer: Customer) -> str:
    """Why no note can be planned now; "" where one can."""
    if customer.do_not_contact:
        return f"{customer.name} does not want to be contacted, so no thank-you note was added."
    recent = followups.last_thanked(session.uow, customer.id, session.now - THANKS_APART)
    if recent:
        return f"{customer.name} has a thank-you note of the last 30 days already ({recent.title}), so none was added."
    return ""


def may_be_offered(session: Session, customer: Customer) -> bool:
    """Whether to offer one by ourselves: not to somebody whose complaint is still open, either."""
    return not why_not(session, customer) and not open_complaints(session, customer)
