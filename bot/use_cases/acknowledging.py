"""Acknowledging complaints: by one click, or by a touch of that customer that answers (bot/domain/acknowledging.py)."""

from bot.domain import acknowledging as rules
from bot.domain.calendar import local_date
from bot.domain.followups import Changed, FollowUp
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.followups import change
from bot.use_cases.session import Session
from storage import followups


def acknowledge(session: Session, followup_id: int) -> Changed:
    """The one who asks says that the customer knows that we know. Raises ConflictError where that is so already."""
    return change(
        session, followup_id, "acknowledged", lambda one: rules.acknowledge(one, session.actor.id, session.now)
    )


def acknowledge_by_touch(session: Session, touch: Touchpoint) -> list[FollowUp]:
    """The open complaints of the customer that count as acknowledged by this touch."""
    found = [
        one
        for one in followups.open_of_customer(session.uow, touch.customer_id)
        if rules.answers(touch, one, local_date(one.created_at, session.actor.tz))
    ]
    return [
        change(session, one.id, "acknowledged by a touch", lambda now: rules.by_touch(now, touch)).followup
        for one in found
    ]


def take_back_touch(session: Session, touchpoint_id: int) -> None:
    """The touch was undone: what counted as acknowledged by it does not any more."""
    for one in followups.acknowledged_by_touch(session.uow, touchpoint_id):
        if one.is_open:
            change(session, one.id, "not acknowledged after all", rules.not_after_all)
