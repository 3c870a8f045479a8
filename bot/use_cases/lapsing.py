"""Birthdays end by themselves: nobody is reminded of wishes that would come too late, or that nobody wants any more."""

from bot.domain import lifecycle as rules
from bot.domain.customers import Customer
from bot.domain.digest import FOLLOW_UP
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.outbox import TEAM
from bot.domain.reader import Reader
from bot.domain.snooze import wishes_until
from bot.use_cases.birthdays import is_kept
from bot.use_cases.followups import change
from bot.use_cases.session import Session
from storage import customers, followups, ledger


def lapsing(session: Session) -> list[tuple[FollowUp, str]]:
    """The open birthdays that end now, and why. Only reads."""
    birthdays = followups.open_of_kind(session.uow, FollowUpKind.BIRTHDAY)
    theirs = customers.by_id(session.uow, (one.customer_id for one in birthdays))
    readers = {to: session.read_by(to) for to in {one.assignee or TEAM for one in birthdays}}
    found = ((one, _why(session, one, theirs.get(one.customer_id), readers[one.assignee or TEAM])) for one in birthdays)
    return [(one, why) for one, why in found if why]


def lapse(session: Session) -> None:
    """End them, with a row in the ledger that says why nobody is reminded again."""
    for followup, why in lapsing(session):
        recipient = followup.assignee or TEAM
        change(session, followup.id, "lapsed", lambda one: rules.lapse(one, session.now))
        ledger.skip(
            session.uow,
            kind=FOLLOW_UP,
            subject=str(followup.id),
            recipient=recipient,
            local_date=session.read_by(recipient).today,
            reason=f"lapsed: {why}",
            now=session.now,
        )


def _why(session: Session, followup: FollowUp, customer: Customer | None, reader: Reader) -> str:
    if customer is None or not is_kept(session, customer, followup.due):
        return "the birthday was changed, or no wishes are wanted"
    return "the birthday is over" if reader.today > wishes_until(followup.due, reader.working_hours) else ""
