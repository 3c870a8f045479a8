"""Check-ins that move to another day because somebody was in touch, and back where that was taken back.

A touch moves a check-in to its own day and the customer's cadence, only ever later: what was logged late, of a day long
ago, moves nothing that is due after it. What was promised stays. What a file brings are customers, no touches.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.cadence import cadence_of, can_be_moved, moved, next_on
from bot.domain.customers import Customer
from bot.domain.digest import KEPT
from bot.domain.followups import FollowUp
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import OutboxRow
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.followups import change, refresh_followup, showing
from bot.use_cases.session import Session
from storage import audit, customers, followups, outbox, touchpoints
from storage.audit import AuditEntry

VERB = "re-dated"
REDATED = f"follow-up {VERB}"
"""In the audit log, as a part of the touch that did it."""


def move_by_touch(session: Session, customer: Customer, touchpoint: Touchpoint, entry_id: int) -> list[FollowUp]:
    """Move what a touch that was just logged (by this audit entry) moves. Gives them as they are then."""
    cadence = cadence_of(customer, session.settings)
    if not cadence:
        return []
    due, after = next_on(touchpoint.happened_on, cadence), []
    for one in followups.open_of_customer(session.uow, customer.id):
        if can_be_moved(one) and one.due < due:
            changed = change(session, one.id, VERB, lambda followup: moved(followup, due))
            audit.make_part(session.uow, changed.undo_id, entry_id)
            after.append(changed.followup)
    return after


def move_back(session: Session, customer_id: int) -> None:
    """After a touch was undone: what it moved is due when it was, unless another touch moves it, or somebody did."""
    still_open = followups.open_of_customer(session.uow, customer_id)
    refresh_what_tells_of_touches(session, still_open)
    open_ones = [one for one in still_open if can_be_moved(one)]
    moves = audit.of_followups(session.uow, REDATED, (one.id for one in open_ones))
    for one in open_ones:
        if ours := _unbroken(one, moves.get(one.id, [])):
            _move_back(session, one, ours)


def refresh_what_tells_of_touches(session: Session, open_ones: Iterable[FollowUp]) -> None:
    """Enqueue an edit of every digest and note with one of these: who was in touch last stands beside it."""
    posts = {post.id: post for shown in showing(session, (one.id for one in open_ones)).values() for post in shown}
    for post_id in sorted(post_id for post_id, post in posts.items() if _tells(session, post)):
        outbox.refresh(session.uow, post_id, session.now)


def _tells(session: Session, post: OutboxRow) -> bool:
    """Not alerts, which say it in their thread, nor what is over."""
    return post.kind is not MessageKind.ALERT and post.created_at > session.now - KEPT


def _unbroken(followup: FollowUp, moves: list[AuditEntry]) -> list[AuditEntry]:
    """The last of its moves, with no other change of its day in between; none where somebody changed that since."""
    found: list[AuditEntry] = []
    due = str(followup.due)
    for entry in reversed(moves):
        if (entry.after or {}).get("due") != due:
            break
        found, due = [entry, *found], (entry.before or {}).get("due", "")
    return found


def _move_back(session: Session, followup: FollowUp, moves: list[AuditEntry]) -> None:
    kept = followups.as_kept(followup, moves[0].before or {})
    was = replace(
        followup,
        due=kept.due,
        snoozed_until=kept.snoozed_until,
        back_at=kept.back_at,
        again_at=kept.again_at,
        snooze_reason=kept.snooze_reason,
    )
    followups.update(session.uow, was)
    for entry in moves:
        audit.mark_undone(session.uow, entry.id, session.actor.id, session.now)
    customer = customers.get(session.uow, followup.customer_id)
    last = touchpoints.last_days(session.uow, [followup.customer_id]).get(followup.customer_id)
    cadence = cadence_of(customer, session.settings) if customer else None
    if last and cadence and was.due < (due := next_on(last, cadence)):
        change(session, was.id, VERB, lambda one: moved(one, due))
    refresh_followup(session, was.id)
