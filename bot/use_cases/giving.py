"""Giving all customers of one person to another in one step: when somebody left, or moves on."""

from bot.domain.errors import ConflictError, NotFoundError, Who
from bot.domain.leaving import Given
from bot.domain.message_kinds import MessageKind
from bot.domain.rights import HAND_OVER
from bot.use_cases.followups import refresh_followup
from bot.use_cases.session import Session
from storage import audit, leavers, outbox, people

CUSTOMERS_GIVEN = "customers given"
"""The action of its audit entry: `before` has (owner, backup owner) by the customer's id."""


def give_all(session: Session, giver: str, taker: str) -> Given:
    """Make somebody the owner of every customer of somebody else. Raises NotAllowedError for members.

    Who was their backup owner and is the owner now is the backup no longer.
    """
    session.check(HAND_OVER)
    if giver == taker:
        raise ConflictError(Who(taker), " has them already. Please choose somebody else.", field="taker")
    before = leavers.owners(session.uow, giver)
    if not before:
        raise NotFoundError(Who(giver), " owns no customers (any more), so nothing was changed.")
    for customer_id, (_, backup) in before.items():
        leavers.set_owners(session.uow, customer_id, taker, None if backup == taker else backup)
    after = {"giver": giver, "taker": taker}
    undo_id = session.record(CUSTOMERS_GIVEN, ("person", 0), None, before={"owners": before}, after=after)
    if taker != session.actor.id:
        outbox.put(session.uow, kind=MessageKind.GIVEN, subject=str(undo_id), recipient=taker, now=session.now)
    _refresh(session, giver, taker)
    return Given(len(before), giver, taker, undo_id)


def given(session: Session, entry_id: int) -> Given | None:
    """What was given, for telling the one who got it; None once it was taken back."""
    entry = audit.get(session.uow, entry_id)
    if entry is None or entry.undone_at or not entry.before or not entry.after:
        return None
    return Given(len(entry.before["owners"]), entry.after["giver"], entry.after["taker"], entry.id)


def given_in_words(session: Session, entry: audit.AuditEntry) -> str:
    """What `/rapport undo` calls it."""
    named = (people.get(session.uow, (entry.after or {})[one]) for one in ("giver", "taker"))
    giver, taker = (person.name if person else "somebody" for person in named)
    number = len((entry.before or {})["owners"])
    return f"{number} customer{'s' if number > 1 else ''} of {giver} given to {taker}"


def take_back(session: Session, entry: audit.AuditEntry) -> None:
    """Undo it for those who still have the owner they were given. Raises ConflictError when none has."""
    giver, taker = (entry.after or {})["giver"], (entry.after or {})["taker"]
    before = (entry.before or {})["owners"]
    still = [str(customer_id) for customer_id in leavers.owners(session.uow, taker) if str(customer_id) in before]
    if not still:
        raise ConflictError("All of them have other owners since, so there is nothing to take back.")
    for customer_id in still:
        owner, backup = before[customer_id]
        leavers.set_owners(session.uow, int(customer_id), owner, backup)
    for post in outbox.posts(session.uow, MessageKind.GIVEN, str(entry.id)):
        if not outbox.withdraw(session.uow, post.id, "taken back before it was told", session.now):
            outbox.refresh(session.uow, post.id, session.now)
    _refresh(session, giver, taker)


def _refresh(session: Session, giver: str, taker: str) -> None:
    """Alerts name who looks after the customer; what the leads were told counts whom nobody was given."""
    for person in (giver, taker):
        for followup_id in leavers.alerts_that_name(session.uow, person):
            refresh_followup(session, followup_id)
    for post in outbox.posts(session.uow, MessageKind.LEFT, giver):
        outbox.refresh(session.uow, post.id, session.now)
