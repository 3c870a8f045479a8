"""Asking customers how it went: who may be asked, and taking that back.

A letter goes through the outbox of all letters (mail_sending.py); what becomes of it there is survey_mail.py, what they
answer survey_answers.py. Whom the team's rule asks is surveys_by_rule.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from bot.domain.calendar import local_date, zone
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.followups import FollowUpKind
from bot.domain.mails import Mail, MailKind, by_day, worth_until
from bot.domain.people import ITSELF
from bot.domain.rating import Scale
from bot.domain.rights import SETTINGS, Extent
from bot.domain.satisfaction import resolution_behind
from bot.domain.saying import say, spoken
from bot.domain.survey import (
    APART,
    LASTS,
    NOT_ASKED,
    UNDO_TIME,
    Lately,
    Occasion,
    State,
    Survey,
    Way,
    asks_of_handling,
    language_for,
    why_not,
)
from bot.domain.survey_letter import intro
from bot.domain.survey_question import question
from bot.domain.survey_standing import Offer, Standing
from bot.use_cases import counters
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.mails import GONE, zone_of
from bot.use_cases.remark import open_complaints
from bot.use_cases.session import Session
from storage import customers, followups, ledger, mails, surveys, touchpoints
from storage.audit import AuditEntry

ASKED = "customer asked"
"""The action of the audit entry of a survey; the subject is that."""

MOST = 10
"""So many who were not asked are named."""


@dataclass(frozen=True)
class Asked:
    """A survey as stored, whom it asks, the letter where there is one, and the audit entry that takes it back."""

    survey: Survey
    customer: Customer
    undo_id: int
    mail: Mail | None = None


@dataclass(frozen=True)
class Wanted:
    """What is to be asked, and why. `about`: the touchpoint, `resolution`: the putting right it follows; 0 for none."""

    scale: Scale
    occasion: Occasion = Occasion.HAND
    about: int = 0
    resolution: int = 0


def why_no_letter(session: Session, customer: Customer, *, by_hand: bool = True) -> str:
    """Why a customer is not asked by mail, in words; "" where they can be."""
    return why_not(customer, _lately(session, customer), session.now, by_mail=True, by_hand=by_hand)


def why_no_link(session: Session, customer: Customer) -> str:
    """Why nobody gives them a link to answer by; "" where one can."""
    return why_not(customer, _lately(session, customer), session.now, by_mail=False, by_hand=True)


def ask_by_mail(session: Session, customer: Customer, wanted: Wanted) -> Asked:
    """Have a letter go out that asks. By a person's click in a few minutes, else by day where the customer is.

    Raises ConflictError where they may not be asked.
    """
    by_hand = wanted.occasion is Occasion.HAND
    _check(customer, why_no_letter(session, customer, by_hand=by_hand))
    wanted = _with_resolution(session, customer, wanted)
    mail = _letter(session, customer, wanted, by_hand=by_hand)
    mail = replace(mail, id=mails.add(session.uow, mail))
    way = Way.MAIL if session.survey_links.address else Way.REPLY
    survey = _stored(session, replace(_blank(session, customer, wanted, way), mail=mail.id))
    return Asked(survey, customer, _record(session, survey), mail=mail)


def offer(session: Session, customer: Customer, *, can_mail: bool) -> Offer:
    """What can be asked of a customer now, and how. Raises ConflictError where they may not be asked at all."""
    refused = mails.refused(session.uow, customer.id)
    no_letter, no_link = why_no_letter(session, customer), why_no_link(session, customer)
    if not no_letter and not can_mail:
        no_letter = say("no mail server is set up")
    if not no_link and not session.survey_links.address:
        no_link = say("Rapport has no public address for the answers")
    if no_letter and no_link:
        _check(customer, why_no_link(session, customer) or no_letter)
    address = next((one for one in customer.emails if one not in refused), "")
    language = language_for(customer, session.settings.language)
    return Offer(
        *(customer, session.settings.survey_scale, language, address, no_letter, no_link),
        is_theirs=bool(spoken(customer.language)),
        open_complaint=open_complaints(session, customer) > 0,
        resolution=_resolution(session, customer, 0),
    )


def with_customers(session: Session, found: Sequence[Survey]) -> list[tuple[Survey, Customer]]:
    """Each with whom it asks, but for who is gone."""
    theirs = customers.by_id(session.uow, [one.customer_id for one in found]) if found else {}
    return [(one, theirs[one.customer_id]) for one in found if one.customer_id in theirs]


def standing(session: Session) -> Standing:
    """How it stands with asking, over the last 30 days."""
    since = session.now - APART
    skipped = ledger.reasons_since(session.uow, NOT_ASKED, local_date(since, session.working_hours.zone), MOST)
    touches = touchpoints.by_id(session.uow, (subject for subject, _, _ in skipped))
    theirs = customers.by_id(session.uow, [one.customer_id for one in touches.values()])
    return Standing(
        counted=surveys.counted(session.uow, since),
        to_note=with_customers(session, surveys.to_note(session.uow)),
        not_asked=[
            (theirs[touches[subject].customer_id], on, why)
            for subject, on, why in skipped
            if subject in touches and touches[subject].customer_id in theirs
        ],
        after=sorted(session.settings.survey_after),
        wait=session.settings.survey_wait,
        next_at=surveys.next_to_leave(session.uow),
        counters=counters.seen(session),
        may_make=session.extent(SETTINGS) is Extent.ALL,
    )


def hand_out(session: Session, customer: Customer, scale: Scale, token: str) -> Asked:
    """A link with this token for the customer to answer by. Raises ConflictError where they may not be asked."""
    _check(customer, why_no_link(session, customer))
    counters.check_has_links(session)
    wanted = _with_resolution(session, customer, Wanted(scale))
    blank = replace(_blank(session, customer, wanted, Way.LINK), state=State.ASKED, sent_at=session.now)
    survey = _stored(session, blank)
    surveys.add_token(session.uow, survey.id, token)
    return Asked(survey, customer, _record(session, survey))


def is_of(session: Session, token: str) -> bool:
    """Whether a survey is answered by this token."""
    return surveys.of_token(session.uow, token) is not None


def _lately(session: Session, customer: Customer) -> Lately:
    refused, asked_at = mails.refused(session.uow, customer.id), surveys.last_asked(session.uow, customer.id)
    house_at = surveys.house_asked_at(session.uow, customer, session.now - APART)
    return Lately(
        asked_at=asked_at,
        leaves_at=_leaves_at(session, customer),
        asked_on=local_date(asked_at, session.working_hours.zone) if asked_at else None,
        house_on=local_date(house_at, session.working_hours.zone) if house_at else None,
        open_complaint=open_complaints(session, customer) > 0,
        has_stopped=surveys.has_stopped(session.uow, customer),
        refused=all(address in refused for address in customer.emails),
    )


def _leaves_at(session: Session, customer: Customer) -> datetime | None:
    """When a letter that waits is to ask them, as the clock of who asks shows it; None where none waits."""
    last = surveys.last_of(session.uow, customer.id)
    mail = mails.get(session.uow, last.mail) if last and last.state is State.WAITING else None
    return mail.next_at.astimezone(zone(session.actor.tz)) if mail else None


def _check(customer: Customer, why: str) -> None:
    if why:
        raise ConflictError(say("{name} is not asked: {why}.", name=customer.name, why=why))


def _letter(session: Session, customer: Customer, wanted: Wanted, *, by_hand: bool) -> Mail:
    refused = mails.refused(session.uow, customer.id)
    zone, language = zone_of(session, customer), language_for(customer, session.settings.language)
    of_handling = asks_of_handling(wanted.scale, wanted.resolution)
    go_at = session.now + UNDO_TIME if by_hand else by_day(session.now, zone)
    return Mail(
        id=0,
        key=uuid4().hex,
        customer_id=customer.id,
        followup_id=0,
        kind=MailKind.SURVEY,
        approved_by=session.actor.id,
        approved_at=session.now,
        address=next(address for address in customer.emails if address not in refused),
        reply_to=mails.reply_to_of(session.uow, session.actor.id),
        subject=question(wanted.scale, language, of_handling=of_handling),
        text=intro(Occasion.COMPLAINT if of_handling else wanted.occasion, customer.name, language),
        go_at=go_at,
        zone=zone,
        not_after=worth_until(MailKind.SURVEY, go_at, zone),
        next_at=go_at,
    )


def _blank(session: Session, customer: Customer, wanted: Wanted, way: Way) -> Survey:
    """Asked by whoever asks; by rule by whoever looks after the customer, who is told of the answer."""
    by = session.actor.id if session.actor.id != ITSELF.id else caretaker_of(session, customer).id or ITSELF.id
    language = language_for(customer, session.settings.language)
    return Survey(
        *(0, customer.id, way, wanted.occasion, wanted.scale, language, by, session.now),
        expires_at=session.now + LASTS,
        state=State.WAITING,
        about=wanted.about,
        resolution=wanted.resolution,
    )


def _stored(session: Session, survey: Survey) -> Survey:
    return replace(survey, id=surveys.add(session.uow, survey))


def _with_resolution(session: Session, customer: Customer, wanted: Wanted) -> Wanted:
    """With the open check that it answers, where there is one."""
    return replace(wanted, resolution=_resolution(session, customer, wanted.resolution))


def _resolution(session: Session, customer: Customer, wanted: int) -> int:
    """The putting right that they are asked about now; 0 where there is none, or they were asked of it before."""
    resolution = wanted or _open_check(session, customer)
    return 0 if resolution and surveys.of_resolution(session.uow, resolution) else resolution


def _open_check(session: Session, customer: Customer) -> int:
    """The putting right of a complaint about which somebody is to ask this customer just now."""
    open_ones = followups.open_of_customer(session.uow, customer.id)
    checks = [one for one in open_ones if one.kind is FollowUpKind.SATISFACTION_CHECK]
    return resolution_behind(checks[-1].origin) or 0 if checks else 0


def _record(session: Session, survey: Survey) -> int:
    return session.record(ASKED, ("survey", survey.id), survey.customer_id, after={"way": survey.way})


def _undo_asked(session: Session, entry: AuditEntry) -> None:
    """Before the letter has left nobody is asked; a link is good no more."""
    survey = surveys.get(session.uow, entry.subject_id)
    if survey is None or survey.state not in {State.WAITING, State.ASKED}:
        raise ConflictError(say("This is settled already. Nothing was changed."))
    if survey.way is not Way.LINK and not mails.stop(session.uow, survey.mail, "stopped", session.now):
        customer = customers.get(session.uow, survey.customer_id)
        raise ConflictError(
            say("The letter to {name} has left and cannot be called back.", name=customer.name) if customer else GONE
        )
    surveys.update(session.uow, replace(survey, state=State.WITHDRAWN))


REVERSERS = {ASKED: _undo_asked, **counters.REVERSERS}
