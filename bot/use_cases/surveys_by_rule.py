"""Asking customers after contacts, where the team has a rule for it. Who was not asked, and why, is in the ledger."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.followups import FollowUpKind
from bot.domain.saying import say
from bot.domain.survey import NOT_ASKED, TOO_LATE, Occasion, State
from bot.domain.touchpoints import Touchpoint
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.session import Session
from bot.use_cases.surveys import Asked, Wanted, ask_by_mail, why_no_letter
from storage import customers, followups, ledger, surveys, touchpoints

_WAITED_FOR = {FollowUpKind.COMPLAINT, FollowUpKind.CALLBACK}


def to_ask(session: Session) -> list[Touchpoint]:
    """The contacts that the rule has customers asked about by now, the latest first. Only reads."""
    rules, last = session.settings, _last_day(session)
    if not rules.survey_after:
        return []
    found = surveys.not_asked_about(session.uow, rules.survey_after, NOT_ASKED, (last - TOO_LATE, last))
    return sorted(
        touchpoints.by_id(session.uow, found).values(), key=lambda one: (one.happened_on, one.id), reverse=True
    )


def ask_about(session: Session, touch: Touchpoint) -> Asked | None:
    """Ask by rule about one contact, or note why not; not yet where something is still open for them."""
    customer = customers.get(session.uow, touch.customer_id)
    if customer is None or touch.id not in _still(session, touch):
        return None
    if _in_touch_since(session, touch):
        why = say("they were in touch again since")
    elif _is_underway(session, customer):
        if touch.happened_on > _last_day(session) - TOO_LATE:
            return None
        why = say("something for them was still open")
    else:
        why = why_no_letter(session, customer, by_hand=False)
    if why:
        _note_not_asked(session, customer, touch, why)
        return None
    return ask_by_mail(session, customer, Wanted(session.settings.survey_scale, Occasion.CONTACT, about=touch.id))


def expire(session: Session) -> int:
    """End those that nobody answered in time; how many."""
    found = surveys.expired(session.uow, session.now)
    for one in found:
        surveys.update(session.uow, replace(one, state=State.EXPIRED))
    return len(found)


def _still(session: Session, touch: Touchpoint) -> list[int]:
    days = (touch.happened_on, touch.happened_on)
    return surveys.not_asked_about(session.uow, session.settings.survey_after, NOT_ASKED, days, touch.id)


def _last_day(session: Session) -> date:
    """The last day whose contacts are asked about by now, where the team is."""
    return local_date(session.now, session.working_hours.zone) - timedelta(days=session.settings.survey_wait)


def _in_touch_since(session: Session, touch: Touchpoint) -> bool:
    [last] = touchpoints.latest(session.uow, touch.customer_id, 1)
    return last.id != touch.id


def _is_underway(session: Session, customer: Customer) -> bool:
    """Whether they wait for something from us, or somebody of us planned something for today, or before."""
    theirs = followups.open_of_customer(session.uow, customer.id)
    today = local_date(session.now, session.working_hours.zone)
    return any(
        one.promised_on or one.kind in _WAITED_FOR or (one.kind is FollowUpKind.OTHER and one.due <= today)
        for one in theirs
    )


def _note_not_asked(session: Session, customer: Customer, touch: Touchpoint, why: str) -> None:
    ledger.skip(
        session.uow,
        kind=NOT_ASKED,
        subject=str(touch.id),
        recipient=caretaker_of(session, customer).id or touch.logged_by,
        local_date=local_date(session.now, session.working_hours.zone),
        reason=why,
        now=session.now,
    )
