"""What the mailer asks of a letter with a survey: whether it may go, what it says, what follows of what became of it.

A survey is worth less than a letter that somebody wrote: nobody is asked what became of it. What may have gone out
counts as sent, and is never sent again; what cannot go is let be, and whoever asked for it by hand is told.
"""

from dataclasses import replace

from bot.domain.calendar import local_date
from bot.domain.customers import Customer
from bot.domain.mail_plan import MailState
from bot.domain.mails import Mail, refusal
from bot.domain.survey import APART, LASTS, Occasion, State, Way, new_token
from bot.domain.survey_letter import Invitation
from bot.use_cases.remark import open_complaints
from bot.use_cases.session import Session
from storage import mails, resolutions, surveys


def why_not(session: Session, mail: Mail, customer: Customer) -> str:
    """Why it may not go out now, as a code; "" where it may. What came up since it was planned counts."""
    survey = surveys.of_mail(session.uow, mail.id)
    if survey is None or survey.state is not State.WAITING:
        return "closed"
    if reason := _asked_enough(session, customer) or refusal(customer, mail.kind, mail.address):
        return reason
    if customer.lost_on:
        return "lost"
    if survey.occasion is not Occasion.HAND and open_complaints(session, customer):
        return "open complaint"
    return (mail.error or "late") if session.now > mail.not_after else ""


def _asked_enough(session: Session, customer: Customer) -> str:
    """They said so; or they were two when both were asked, and were merged since."""
    if surveys.has_stopped(session.uow, customer):
        return "not asked"
    since = session.now - APART
    if surveys.has_gone_out(session.uow, customer.id, since):
        return "asked lately"
    return "house asked" if surveys.house_asked_at(session.uow, customer, since, is_out=True) else ""


def invitation(session: Session, mail: Mail, team: str) -> Invitation | None:
    """What it asks, with a token of its own for each try: only the letter has it, here there is its hash."""
    survey = surveys.of_mail(session.uow, mail.id)
    if survey is None:
        return None
    token = new_token() if survey.way is Way.MAIL else ""
    if token:
        surveys.add_token(session.uow, survey.id, token)
    until = local_date(session.now + LASTS, mail.zone)
    return Invitation(
        *(survey.scale, survey.language, mail.text, team, until, session.survey_links, token),
        is_of_handling=survey.is_of_handling,
    )


def sent(session: Session, mail: Mail, reason: str = "") -> None:
    """It went out, or may have, for a reason that is known. From now on it can be answered for 14 days."""
    mails.settle(session.uow, mail.id, MailState.SENT, reason, session.now)
    if not reason:
        mails.clear_refused(session.uow, mail.customer_id, mail.address)
    survey = surveys.of_mail(session.uow, mail.id)
    if survey and survey.state is State.WAITING:
        asked = replace(survey, state=State.ASKED, sent_at=session.now, expires_at=session.now + LASTS)
        surveys.update(session.uow, asked)


def let_down(session: Session, mail: Mail) -> bool:
    """It does not go out; a complaint is asked about by a person then. Whether whoever approved it is to be told."""
    survey = surveys.of_mail(session.uow, mail.id)
    if survey is None or survey.state is not State.WAITING:
        return False
    surveys.update(session.uow, replace(survey, state=State.FAILED))
    resolved = resolutions.get(session.uow, survey.resolution)
    if resolved and survey.occasion is Occasion.COMPLAINT:
        resolutions.check_on(session.uow, resolved.id, session.read_by(resolved.by).today)
    return survey.occasion is Occasion.HAND
