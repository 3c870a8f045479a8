"""What stands behind the sending of a letter: whether it may still go, and what follows from what became of it.

Whoever approved a letter is told only where it did not go out, or may have: what went out is seen at its follow-up,
which is done then, and among the customer's touchpoints.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.calendar import local_date
from bot.domain.channel import Channel
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError
from bot.domain.mail_outcome import Outcome, Verdict
from bot.domain.mail_plan import MailState
from bot.domain.mail_reasons import is_about_address
from bot.domain.mails import Mail, MailKind, next_try, refusal, worth_until
from bot.domain.message_kinds import MessageKind
from bot.domain.outbox import TEAM
from bot.domain.people import Person
from bot.domain.saying import say
from bot.domain.survey_letter import Invitation
from bot.domain.touchpoints import TouchpointKind
from bot.use_cases import survey_mail
from bot.use_cases.caretaker import caretaker_of
from bot.use_cases.followups import refresh_followup
from bot.use_cases.log_touchpoint import NewTouchpoint, store_touchpoint
from bot.use_cases.reminding import remind, spare
from bot.use_cases.sent_notes import OUR_WORDS, send_note
from bot.use_cases.session import Session
from storage import customers, followups, mails, outbox, people, wordings
from storage.audit import AuditEntry

CAME_BACK = "mail came back"
"""The action of its audit entry."""

_SERVER_PAUSE = timedelta(minutes=1)
"""After that a letter that met a closed server is tried again; the mailer waits longer where it stays closed."""


@dataclass(frozen=True)
class Ready:
    """A letter that is marked as being sent, to a customer of this name; what it asks, where it is a survey."""

    mail: Mail
    name: str
    asking: Invitation | None = None


def begin(session: Session, mail_id: int, team: str = "") -> Ready | None:
    """Mark a letter as being sent. None where it may not go any more, which is told or explained.

    `team`: how customers know us.
    """
    mail = mails.get(session.uow, mail_id)
    if mail is None or mail.state is not MailState.WAITING:
        return None
    customer = customers.get(session.uow, mail.customer_id)
    if customer is None:
        mails.settle(session.uow, mail.id, MailState.STOPPED, "lost", session.now)
        return None
    if reason := _why_not(session, mail, customer):
        _keep_back(session, mail, customer, reason)
        return None
    if not mails.start(session.uow, mail, session.now):
        return None
    asking = survey_mail.invitation(session, mail, team) if mail.kind is MailKind.SURVEY else None
    return Ready(replace(mail, state=MailState.SENDING, attempts=mail.attempts + 1), customer.name, asking)


def _why_not(session: Session, mail: Mail, customer: Customer) -> str:
    """Why it may not go out now, as a code; "" where it may."""
    if mail.kind is MailKind.SURVEY:
        return survey_mail.why_not(session, mail, customer)
    followup = followups.get(session.uow, mail.followup_id)
    if followup is None or not followup.is_open:
        return "closed"
    if reason := refusal(customer, mail.kind, mail.address):
        return reason
    if customer.lost_on and customer.lost_on >= local_date(mail.approved_at, mail.zone):
        return "lost"
    if mail.approved_by in people.gone(session.uow):
        return "left"
    return (mail.error or "late") if session.now > mail.not_after else ""


def _keep_back(session: Session, mail: Mail, customer: Customer, reason: str) -> None:
    """It does not go out. Where somebody closed its follow-up, nobody needs to be told; the ledger says so."""
    state = MailState.STOPPED if reason == "closed" else MailState.FAILED
    mails.settle(session.uow, mail.id, state, reason, session.now)
    if reason == "closed":
        spare(session, MessageKind.MAIL, str(mail.id), mail.approved_by, "its follow-up was closed before")
    else:
        _let_down(session, mail, customer)
    refresh_followup(session, mail.followup_id)


def _let_down(session: Session, mail: Mail, customer: Customer) -> None:
    """It did not go out; of a survey that a rule wanted nobody is told."""
    if mail.kind is not MailKind.SURVEY or survey_mail.let_down(session, mail):
        tell(session, mail, customer)


def about_to_end(session: Session, mail: Mail) -> bool:
    """Note that the final dot comes now. Whether it may."""
    return mails.end(session.uow, mail, session.now)


def settle(session: Session, mail: Mail, outcome: Outcome) -> None:
    """Store what became of a letter that was being sent, and what follows from it; the second time nothing."""
    present = mails.get(session.uow, mail.id)
    if present is None or present.state is not MailState.SENDING or present.attempts != mail.attempts:
        return
    customer = customers.get(session.uow, mail.customer_id)
    match outcome.verdict:
        case Verdict.SENT:
            _sent(session, present, customer)
        case Verdict.UNKNOWN:
            doubt(session, present, outcome.reason)
        case Verdict.FINAL:
            _failed(session, present, customer, outcome.reason)
        case Verdict.LATER:
            mails.put_off(session.uow, mail.id, outcome.reason, next_try(present, session.now))
        case Verdict.CLOSED:
            mails.put_off(session.uow, mail.id, outcome.reason, session.now + _SERVER_PAUSE)
    if not present.error or outcome.verdict not in {Verdict.LATER, Verdict.CLOSED}:
        refresh_followup(session, mail.followup_id)


def _sent(session: Session, mail: Mail, customer: Customer | None) -> None:
    """It is a touchpoint now, and its follow-up is done; both are of whoever approved it. A survey is neither."""
    if mail.kind is MailKind.SURVEY:
        survey_mail.sent(session, mail)
        return
    approver = people.get(session.uow, mail.approved_by) or Person(mail.approved_by, "")
    session = replace(session, actor=approver)
    touchpoint_id = _log(session, mail, customer) if customer else None
    mails.settle(session.uow, mail.id, MailState.SENT, "", session.now, touchpoint_id)
    mails.clear_refused(session.uow, mail.customer_id, mail.address)
    refresh_told(session, mail)


def _log(session: Session, mail: Mail, customer: Customer) -> int | None:
    """The touchpoint, with its follow-up done, unless somebody closed that while the letter was leaving."""
    followup = followups.get(session.uow, mail.followup_id)
    if followup and followup.is_open:
        send_note(session, followup.id, mail.text, Channel.EMAIL)
        kept = wordings.of_followup(session.uow, followup.id)
        return kept.touchpoint_id if kept else None
    new = NewTouchpoint(TouchpointKind.TOUCHPOINT, mail.text, OUR_WORDS, "mail", channel=Channel.EMAIL, direction="out")
    touchpoint = store_touchpoint(session, customer, new)
    session.record("touchpoint logged", ("touchpoint", touchpoint.id), customer.id, after={"tags": []})
    return touchpoint.id


def _failed(session: Session, mail: Mail, customer: Customer | None, reason: str) -> None:
    is_refused = is_about_address(reason) or reason in {"address bad", "address foreign"}
    mails.settle(session.uow, mail.id, MailState.REFUSED if is_refused else MailState.FAILED, reason, session.now)
    if customer is None:
        return
    if is_refused:
        mails.mark_refused(session.uow, customer.id, mail.address, reason, session.now)
    _let_down(session, mail, customer)


def doubt(session: Session, mail: Mail, reason: str) -> None:
    """Nobody can tell whether it went out, so whoever approved it is asked: it is never sent again silently."""
    if mail.kind is MailKind.SURVEY:
        survey_mail.sent(session, mail, reason)
        return
    mails.settle(session.uow, mail.id, MailState.UNKNOWN, reason, session.now)
    if customer := customers.get(session.uow, mail.customer_id):
        tell(session, mail, customer)
    refresh_followup(session, mail.followup_id)


def recover(session: Session) -> int:
    """After a crash: what was interrupted before its final dot goes out again, what may have left is asked about."""
    found = mails.interrupted(session.uow)
    for mail in found:
        if mail.ending_at is None:
            mails.put_off(session.uow, mail.id, mail.error, session.now)
        else:
            doubt(session, mail, "crashed")
    return len(found)


def see_to(session: Session, mail_id: int) -> None:
    """One that no mailer takes: of a backup that was brought back, or where no mail server is set up any more.

    Of a backup, what is known to have gone out since is logged; of any other somebody is asked.
    """
    mail = mails.get(session.uow, mail_id)
    if mail is None:
        return
    if mail.state is MailState.WAITING:
        _give_back(session, mail)
    elif mail.error == mails.SENT_SINCE:
        _sent(session, mail, customers.get(session.uow, mail.customer_id))
        refresh_followup(session, mail.followup_id)
    else:
        doubt(session, mail, "restored")


def _give_back(session: Session, mail: Mail) -> None:
    mails.settle(session.uow, mail.id, MailState.FAILED, "not set up", session.now)
    if customer := customers.get(session.uow, mail.customer_id):
        _let_down(session, mail, customer)
    refresh_followup(session, mail.followup_id)


def tell(session: Session, mail: Mail, customer: Customer) -> None:
    """Tell whoever approved it, once a day; what they were told of it before is brought up to date."""
    remind(session, MessageKind.MAIL, str(mail.id), _who_minds(session, mail, customer))
    refresh_told(session, mail)


def refresh_told(session: Session, mail: Mail) -> None:
    """Enqueue an edit of what was told of a letter."""
    for post in outbox.posts(session.uow, MessageKind.MAIL, str(mail.id)):
        outbox.refresh(session.uow, post.id, session.now)


def _who_minds(session: Session, mail: Mail, customer: Customer) -> str:
    """Whoever approved it; where they are gone, who has its follow-up, or looks after the customer; else the team."""
    followup, gone = followups.get(session.uow, mail.followup_id), people.gone(session.uow)
    having = followup.assignee if followup else None
    asked = (mail.approved_by, having, caretaker_of(session, customer).id)
    return next((person for person in asked if person and person not in gone), TEAM)


def send_again(session: Session, mail_id: int) -> Mail:
    """Somebody says that what may have gone out is to go out (again). Raises ConflictError where it is settled."""
    mail = _in_doubt(session, mail_id)
    until = worth_until(mail.kind, session.now, mail.zone)
    mails.send_again(session.uow, mail.id, session.now, until)
    session.record("mail sent again", ("mail", mail.id), mail.customer_id)
    refresh_followup(session, mail.followup_id)
    refresh_told(session, mail)
    return mail


def has_arrived(session: Session, mail_id: int) -> Mail:
    """Somebody says that it went out. Raises ConflictError where it is settled."""
    mail = _in_doubt(session, mail_id)
    session.record("mail arrived", ("mail", mail.id), mail.customer_id)
    _sent(session, mail, customers.get(session.uow, mail.customer_id))
    return mail


def let_be(session: Session, mail_id: int) -> Mail:
    """Somebody says that it is not to go out (again). Raises ConflictError where it is settled."""
    mail = _in_doubt(session, mail_id)
    session.record("mail let be", ("mail", mail.id), mail.customer_id)
    mails.settle(session.uow, mail.id, MailState.STOPPED, "stopped", session.now)
    refresh_followup(session, mail.followup_id)
    refresh_told(session, mail)
    return mail


def came_back(session: Session, mail_id: int) -> int:
    """Somebody says that a letter which went out came back: its address is marked, until it is edited. Its undo."""
    mail = mails.get(session.uow, mail_id)
    if mail is None or mail.state is not MailState.SENT:
        raise ConflictError(say("This letter did not go out. Nothing was changed."))
    mails.mark_refused(session.uow, mail.customer_id, mail.address, "bounced", session.now)
    return session.record(CAME_BACK, ("mail", mail.id), mail.customer_id)


def _undo_came_back(session: Session, entry: AuditEntry) -> None:
    """The address takes letters after all."""
    if mail := mails.get(session.uow, entry.subject_id):
        mails.clear_refused(session.uow, mail.customer_id, mail.address)


def _in_doubt(session: Session, mail_id: int) -> Mail:
    mail = mails.get(session.uow, mail_id)
    if mail is None or mail.state is not MailState.UNKNOWN:
        raise ConflictError(say("This is settled already."))
    return mail


REVERSERS = {CAME_BACK: _undo_came_back}
