"""Satisfaction checks: they arise some days after a complaint was put right, and their answer closes or reopens it."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from bot.domain import lifecycle, survey
from bot.domain.customers import Customer
from bot.domain.digest import FOLLOW_UP
from bot.domain.errors import ConflictError
from bot.domain.followups import Changed, FollowUp, FollowUpKind, Status, in_short
from bot.domain.resolving import Resolved
from bot.domain.satisfaction import (
    OPENED_AGAIN,
    TOO_LATE,
    CheckAnswer,
    check_answer,
    origin_of,
    resolution_behind,
    why_not,
)
from bot.domain.saying import say, speaking
from bot.domain.touchpoints import Touchpoint, TouchpointKind
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.followups import change, refresh_followup, store_arisen
from bot.use_cases.redating import move_by_touch, refresh_what_tells_of_touches
from bot.use_cases.session import Session, customer_of, followup_of
from bot.use_cases.story import tell_thread
from bot.use_cases.surveys import Wanted, ask_by_mail, why_no_letter
from storage import customers, followups, ledger, people, resolutions, surveys, touchpoints

ANSWERED, ANSWERED_IN_WRITING = "satisfaction check answered", "satisfaction check answered in writing"

_WITHOUT_WORDS = {True: "Satisfied with how the complaint was put right", False: "Not satisfied yet"}


def checked_on(session: Session, person: str) -> date | None:
    """The day on which a customer is asked about what this person did now: a working day, or none at all."""
    if not session.settings.check_after:
        return None
    reader = session.read_by(person)
    on = reader.today + timedelta(days=session.settings.check_after)
    return on if reader.working_hours.is_working_day(on) else reader.working_hours.next_working_day(on)


def to_ask(session: Session) -> list[Resolved]:
    """The resolutions about which somebody is to be asked by now, wherever they who ask are. Only reads."""
    found = resolutions.to_check(session.uow, session.now.date() + timedelta(days=1))
    return [one for one in found if one.check_on and one.check_on <= session.read_by(one.by).today]


def letter_asks(session: Session, customer: Customer) -> bool:
    """Whether a letter asks instead of a person, as things stand: the team wants that, and one may go to them."""
    is_wanted = session.can_mail and session.settings.survey_checks == "mail"
    return is_wanted and not why_no_letter(session, customer, by_hand=False)


def ask(session: Session, one: Resolved) -> FollowUp | None:
    """Plan the check of a resolution, or note why there is none. None too where it is out of sight for now.

    A letter asks instead, where one may go to them, and has not failed to.
    """
    complaint = followups.get(session.uow, one.followup_id)
    customer = customers.get(session.uow, complaint.customer_id) if complaint else None
    if complaint is None or customer is None:
        return None  # being forgotten: whoever takes that back is asked then
    resolutions.check_on(session.uow, one.id, None)
    if complaint.status is not Status.DONE or followups.arisen(session.uow, [origin_of(one.id)]):
        return None
    if _asked_in_writing(session, one, customer):
        refresh_followup(session, complaint.id)
        return None
    today = session.read_by(one.by).today
    is_late = one.check_on is not None and today - one.check_on > TOO_LATE
    why = say("it is too late to ask") if is_late else why_not(customer)
    if why:
        _explain(session, one, why, today)
        return None
    gone = people.gone(session.uow)
    assignee = caretaker_of(session, customer).id if one.by in gone else one.by
    touch = touchpoints.get(session.uow, complaint.touchpoint_id or 0)
    with speaking(session.settings.language):  # everybody reads it
        title = say("Are they satisfied now? {words}", words=in_short(touch) if touch else complaint.title)
    check = FollowUp(
        *(0, customer.id, FollowUpKind.SATISFACTION_CHECK),
        title=title,
        due=session.read_by(assignee or one.by).today,
        created_by=session.actor.id,
        created_at=session.now,
        assignee=assignee,
        assigned_at=session.now if assignee else None,
        touchpoint_id=complaint.touchpoint_id,
        origin=origin_of(one.id),
    )
    check = store_arisen(session, check)
    refresh_followup(session, complaint.id)
    return check


def _asked_in_writing(session: Session, one: Resolved, customer: Customer) -> bool:
    """Whether a letter asks, or asked already: then nobody needs to."""
    asked = surveys.of_resolution(session.uow, one.id)
    if asked:
        return asked.state is not survey.State.FAILED
    if not letter_asks(session, customer):
        return False
    ask_by_mail(session, customer, Wanted("csat", survey.Occasion.COMPLAINT, resolution=one.id))
    return True


def pointless(session: Session) -> list[tuple[FollowUp, str]]:
    """The open checks that nobody is to ask any more, and why. Only reads."""
    found = followups.open_of_kind(session.uow, FollowUpKind.SATISFACTION_CHECK)
    theirs = customers.by_id(session.uow, (one.customer_id for one in found)) if found else {}
    whys = ((one, why_not(theirs[one.customer_id])) for one in found if one.customer_id in theirs)
    return [(one, why) for one, why in whys if why]


def end_pointless(session: Session) -> None:
    """Cancel them, with the reason."""
    for one, why in pointless(session):
        change(session, one.id, "cancelled", partial(_end, session, why))


def _end(session: Session, why: str, one: FollowUp) -> FollowUp:
    return replace(lifecycle.cancel(one, session.actor.id, session.now, why), closed_by=None)


def complaint_of(session: Session, check: FollowUp) -> FollowUp | None:
    """The complaint that a check asks about; None where it is gone."""
    resolved = resolutions.get(session.uow, resolution_behind(check.origin) or 0)
    return followups.get(session.uow, resolved.followup_id) if resolved else None


def check_of(session: Session, resolved: Resolved) -> FollowUp | None:
    """The check of a resolution, where there is one."""
    return followups.of_origin(session.uow, origin_of(resolved.id))


def note_answer(session: Session, check_id: int, answer: CheckAnswer) -> tuple[Changed, FollowUp | None]:
    """Keep what the customer answered as a touch, and end the check. Gives it, and the complaint it was about.

    Raises NotUnderstoodError for an answer that cannot be, ConflictError where somebody was faster.
    """
    check_answer(answer)
    check = followup_of(session, check_id)
    if check.kind is not FollowUpKind.SATISFACTION_CHECK:
        raise ConflictError(say("This is no satisfaction check, so there is nothing to answer."))
    done = replace(lifecycle.finish(check, session.actor.id, session.now), outcome=answer.outcome)
    customer = customer_of(session, check.customer_id)
    touch = _touch(session, customer.id, answer)
    followups.update(session.uow, done)
    complaint = complaint_of(session, check)
    kept = {"touch": touch.id, "complaint": complaint.id if complaint else None, "words": answer.words[:300]}
    entry = session.record(
        ANSWERED,
        ("followup", check.id),
        customer.id,
        before=followups.snapshot(check),
        after={**followups.snapshot(done), **kept},
    )
    refresh_followup(session, check.id)
    move_by_touch(session, customer, touch, entry)
    refresh_what_tells_of_touches(session, followups.open_of_customer(session.uow, customer.id))
    if complaint:
        refresh_followup(session, complaint.id)
        tell_thread(session, complaint, entry)
    return Changed(done, entry), complaint


def end_check(session: Session, check: FollowUp, outcome: str) -> None:
    """The customer answered in writing, so nobody needs to ask."""
    done = replace(lifecycle.finish(check, session.actor.id, session.now), outcome=outcome, closed_by=None)
    followups.update(session.uow, done)
    session.record(ANSWERED_IN_WRITING, ("followup", check.id), check.customer_id, after=followups.snapshot(done))
    refresh_followup(session, check.id)


def cancel_checks(session: Session, complaint_id: int) -> None:
    """The complaint is open again: nobody is asked about it, and what was to be asked is cancelled."""
    for resolution_id in resolutions.of_followup(session.uow, complaint_id):
        resolutions.check_on(session.uow, resolution_id, None)
        check = followups.of_origin(session.uow, origin_of(resolution_id))
        if check and check.is_open:
            followups.update(session.uow, lifecycle.cancel(check, session.actor.id, session.now, OPENED_AGAIN))
            refresh_followup(session, check.id)


def ask_after_all(session: Session, complaint_id: int) -> None:
    """That it was opened again was taken back: what was cancelled with it is to be asked, else in a while."""
    last = resolutions.last_of(session.uow, complaint_id)
    check = check_of(session, last) if last else None
    if check and check.status is Status.CANCELLED and check.outcome == OPENED_AGAIN:
        followups.update(session.uow, lifecycle.reopen(check))
        refresh_followup(session, check.id)
    elif last and check is None:
        resolutions.check_on(session.uow, last.id, checked_on(session, last.by))


def _touch(session: Session, customer_id: int, answer: CheckAnswer) -> Touchpoint:
    """The answer among what was logged; it alerts nobody, as the complaint itself does that."""
    touch = Touchpoint(
        id=0,
        kind=TouchpointKind.RATING if answer.rating else TouchpointKind.TOUCHPOINT,
        customer_id=customer_id,
        happened_on=session.today,
        channel="other",
        text=answer.words.strip() or ("" if answer.rating else _WITHOUT_WORDS[answer.is_satisfied]),
        mood=answer.mood,
        logged_by=session.actor.id,
        logged_at=session.now,
        source="form",
        direction="in",
        rating=answer.rating,
    )
    return replace(touch, id=touchpoints.add(session.uow, touch))


def _explain(session: Session, one: Resolved, why: str, today: date) -> None:
    ledger.skip(
        session.uow,
        kind=FOLLOW_UP,
        subject=str(one.followup_id),
        recipient=one.by,
        local_date=today,
        reason=f"no satisfaction check: {why}",
        now=session.now,
    )
