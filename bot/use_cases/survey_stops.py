"""Customers who do not want to be asked again: said by their link, which holds for good, or noted by somebody.

What somebody noted can be taken back, by them or by a lead: they may have read a letter wrongly.
"""

from dataclasses import replace

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.rights import SETTINGS, Extent
from bot.domain.saying import say
from bot.domain.survey import UNKNOWN, Page, State, is_token, page_of
from bot.domain.survey_standing import Surveyed
from bot.use_cases.session import Session, customer_of
from bot.use_cases.survey_telling import refresh_digest
from storage import customers, surveys
from storage.audit import AuditEntry

STOPPED, LIFTED = "asked not to be asked", "may be asked again"
"""The actions of the audit entries; the subject is the customer."""


def stop(session: Session, token: str) -> Page:
    """The customer says so by their link: they are never asked again, whatever becomes of this survey."""
    survey = surveys.of_token(session.uow, token) if is_token(token) else None
    customer = customers.get(session.uow, survey.customer_id) if survey else None
    if customer is None:
        return UNKNOWN
    if None not in surveys.stops(session.uow, customer):
        surveys.stop(session.uow, customer, session.now)
        session.record(STOPPED, ("customer", customer.id), customer.id)
    return page_of(survey, session.now)


def note(session: Session, survey_id: int) -> tuple[Customer, int]:
    """They wrote so, and somebody notes it. Gives whose it is, and the entry that takes it back; 0: it was so before.

    Raises NotFoundError where they are gone.
    """
    survey = surveys.get(session.uow, survey_id)
    customer = customer_of(session, survey.customer_id if survey else 0)
    is_open = survey is not None and survey.state is State.ASKED
    if survey and is_open:
        surveys.update(session.uow, replace(survey, state=State.EXPIRED))
        refresh_digest(session, survey)
    if surveys.has_stopped(session.uow, customer):
        return customer, 0
    surveys.stop(session.uow, customer, session.now, session.actor.id)
    kept = {"survey": survey_id if is_open else 0}
    return customer, session.record(STOPPED, ("customer", customer.id), customer.id, after=kept)


def surveyed(session: Session, customer: Customer) -> Surveyed:
    """How it stands with asking them, for their card."""
    by = surveys.stops(session.uow, customer)
    is_lead = session.extent(SETTINGS) is Extent.ALL
    may_lift = all(one is not None and (is_lead or one == session.actor.id) for one in by)
    return Surveyed(surveys.last_of(session.uow, customer.id), bool(by), bool(by) and may_lift)


def lift(session: Session, customer_id: int) -> tuple[Customer, int]:
    """They may be asked again. Gives whose it is, and the entry that takes it back. Raises ConflictError."""
    customer = customer_of(session, customer_id)
    seen = surveyed(session, customer)
    if not seen.has_stopped:
        raise ConflictError(say("{name} can be asked already. Nothing was changed.", name=customer.name))
    if not seen.may_lift:
        raise ConflictError(
            say(
                "{name} asked not to be asked. Said by their link, that holds; what somebody noted is taken back by "
                "them, or by a lead.",
                name=customer.name,
            )
        )
    surveys.lift_stop(session.uow, customer)
    return customer, session.record(LIFTED, ("customer", customer.id), customer.id)


def _undo_stopped(session: Session, entry: AuditEntry) -> None:
    """As before; a question that is not over can be answered again."""
    surveys.lift_stop(session.uow, customer_of(session, entry.subject_id))
    survey = surveys.get(session.uow, int((entry.after or {}).get("survey", 0)))
    if survey and survey.state is State.EXPIRED and survey.expires_at > session.now:
        surveys.update(session.uow, replace(survey, state=State.ASKED))
        refresh_digest(session, survey)


def _undo_lifted(session: Session, entry: AuditEntry) -> None:
    surveys.stop(session.uow, customer_of(session, entry.subject_id), session.now, session.actor.id)


REVERSERS = {STOPPED: _undo_stopped, LIFTED: _undo_lifted}
"""What a customer said by their link was done by ITSELF, so nobody can take it back."""
