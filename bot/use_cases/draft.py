"""Ready words for a follow-up: birthday wishes or a thank-you note."""

from bot.domain.calendar import next_birthday
from bot.domain.customers import Customer
from bot.domain.drafts import Draft, draft
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.use_cases.session import Session
from storage import details, touchpoints


def draft_of(session: Session, followup: FollowUp, customer: Customer) -> Draft:
    """The draft, signed by the one who asks. Raises ConflictError where the customer does not want to hear from us."""
    if customer.do_not_contact:
        raise ConflictError(f"{customer.name} does not want to be contacted, so there is no draft.")
    if followup.kind is FollowUpKind.BIRTHDAY and not customer.wishes_ok:
        raise ConflictError(f"{customer.name} does not want birthday wishes, so there is no draft.")
    sender = session.actor.name.split()[0] if session.actor.name.strip() else "Your team"
    remembered = details.of_customer(session.uow, customer.id)
    is_past, praise = _is_past(session, followup, customer), _praise(session, followup)
    return draft(followup, customer, remembered, sender, is_past=is_past, praise=praise)


def _praise(session: Session, followup: FollowUp) -> str:
    """What was said that the note is for, if that is known."""
    found = touchpoints.get(session.uow, followup.touchpoint_id) if followup.touchpoint_id else None
    return found.text if found and followup.kind is FollowUpKind.THANK_YOU else ""


def _is_past(session: Session, followup: FollowUp, customer: Customer) -> bool:
    """Whether the birthday, which is announced on its day or before it, is over."""
    born = customer.birthday
    if born is None:
        return False
    return next_birthday(followup.due, born.month, born.day, session.settings.leap_birthday) < session.today
