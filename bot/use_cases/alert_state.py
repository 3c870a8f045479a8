"""Everything an alert shows, as it stands now."""

from bot.domain.alert import Alert
from bot.domain.followups import FollowUp
from bot.domain.reader import Reader
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.currency import currency_of
from bot.use_cases.remark import open_complaints
from bot.use_cases.session import Session
from storage import audit, customers, followups, touchpoints


def alert_state(session: Session, followup_id: int, reader: Reader) -> Alert | None:
    """The alert of a follow-up; None when its customer or touchpoint is gone."""
    uow = session.uow
    followup = followups.get(uow, followup_id)
    touchpoint = touchpoints.get(uow, followup.touchpoint_id or 0) if followup else None
    customer = customers.get(uow, followup.customer_id) if followup else None
    if followup is None or touchpoint is None or customer is None:
        return None
    return Alert(
        followup=followup,
        touchpoint=touchpoint,
        customer=customer,
        caretaker=caretaker_of(session, customer),
        open_complaints=open_complaints(session, customer),
        last_touch=touchpoints.last_day_before(uow, touchpoint),
        resolution=followups.resolution_of(uow, followup.id),
        reader=reader,
        currency=currency_of(session.settings),
        joined=_joined(session, followup),
        is_given=_is_given(session, followup),
    )


def _joined(session: Session, followup: FollowUp) -> tuple[Touchpoint, ...]:
    """What was logged in the complaints put together with it, but for what was taken back since."""
    found = (
        touchpoints.get(session.uow, one.touchpoint_id or 0) for one in followups.joined_to(session.uow, followup.id)
    )
    return tuple(one for one in found if one and not one.undone_at)


def _is_given(session: Session, followup: FollowUp) -> bool:
    """Whether somebody else gave it to whoever has it: when it was made, or since."""
    if followup.assignee is None:
        return False
    return followup.assignee != (audit.given_by(session.uow, followup.id, followup.assignee) or followup.created_by)
