"""Letters to customers: approved now and sent then, changed, stopped. Sending them is in mail_sending.py.

A change takes the place of what was approved before: that one is stopped, so that it cannot go out as well.
"""

from dataclasses import dataclass, replace
from datetime import date, time
from uuid import uuid4

from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotUnderstoodError, Who
from bot.domain.followups import FollowUp
from bot.domain.lifecycle import check_open
from bot.domain.mail_link import one_line, several_lines
from bot.domain.mail_offer import Offer
from bot.domain.mail_plan import MailState
from bot.domain.mail_reasons import in_words
from bot.domain.mails import (
    SUBJECT_LENGTH,
    TEXT_LENGTH,
    Mail,
    chosen,
    day_of,
    kind_for,
    proposed,
    refusal,
    suggested,
    worth_until,
)
from bot.domain.saying import figure, later, say
from bot.reading.contacts import read_email
from bot.use_cases.followups import refresh_followup
from bot.use_cases.remark import open_complaints
from bot.use_cases.session import Session, customer_of, followup_of
from storage import mails, wordings
from storage.audit import AuditEntry
from storage.wordings import Wording

APPROVED, STOPPED = "mail approved", "mail stopped"
"""The actions of their audit entries; the subject is the letter."""

LEAVING = later("It is just leaving, so it cannot be stopped or changed any more.")
GONE = later("It has left and cannot be called back.")
IN_DOUBT = later("It may have gone out already: say first what has become of it, in Rapport's message about it.")


@dataclass(frozen=True)
class NewMail:
    """What somebody approves. `day` None: at once. `at`: on the wall of the customer's zone."""

    address: str
    subject: str
    text: str
    reply_to: str = ""
    day: date | None = None
    at: time | None = None
    is_news: bool = False


@dataclass(frozen=True)
class Approved:
    """A letter as stored, and the audit entry that takes it back."""

    mail: Mail
    customer: Customer
    undo_id: int


def offer(session: Session, followup: FollowUp, customer: Customer, *, can_send: bool) -> Offer:
    """How it stands with a letter for a follow-up. `can_send`: a mail server is set up."""
    refused = dict(mails.refused(session.uow, customer.id))
    addresses = tuple(sorted(customer.emails, key=lambda one: one in refused))
    zone, day = zone_of(session, customer), day_of(followup, customer, session.settings.leap_birthday)
    last = mails.last_of(session.uow, followup.id)
    is_underway = last is not None and last.state in {MailState.WAITING, MailState.SENDING, MailState.UNKNOWN}
    return Offer(
        followup=followup,
        customer=customer,
        can_send=can_send,
        why_not=refusal(customer, kind_for(followup, is_news=False), addresses[0] if addresses else ""),
        zone=zone,
        addresses=addresses,
        refused={address: why for address, why in refused.items() if address in customer.emails},
        go_at=suggested(day, session.now, zone),
        is_then=proposed(day, session.now, zone) is not None,
        reply_to=mails.reply_to_of(session.uow, session.actor.id),
        underway=last if is_underway else None,
        last=None if is_underway else last,
        open_complaint=open_complaints(session, customer) > 0,
    )


def check_offer(about: Offer) -> None:
    """Raise ConflictError where no letter can be approved, which says why."""
    check_open(about.followup)
    name = about.customer.name
    if not about.customer.emails:
        raise ConflictError(say("{name} has no email address. Add one first: `/customer edit`.", name=name))
    if about.why_not:
        raise ConflictError(say("No letter to {name}: {in_words}.", name=name, in_words=in_words(about.why_not)))
    if not about.can_send:
        raise ConflictError(
            say("Rapport sends no mail here: no mail server is set up. Copy the words, or open them in mail.")
        )
    if about.underway and about.underway.state is not MailState.WAITING:
        raise ConflictError(say(IN_DOUBT if about.underway.state is MailState.UNKNOWN else LEAVING))


def zone_of(session: Session, customer: Customer) -> str:
    """Where the customer's clock is: as is known of them, else where the team is."""
    return customer.timezone or session.settings.timezone or session.working_hours.zone


def approve(session: Session, followup_id: int, new: NewMail, *, replaces: int = 0) -> Approved:
    """Have a letter go out for a follow-up, now or then; `replaces`: the id of what it takes the place of, 0 for none.

    Raises NotUnderstoodError for what cannot be, ConflictError where one is approved already, or none may go.
    """
    followup = followup_of(session, followup_id)
    check_open(followup)
    customer = customer_of(session, followup.customer_id)
    mail = _mail(session, followup, customer, new)
    if reason := refusal(customer, mail.kind, mail.address):
        raise ConflictError(
            say("No letter to {name}: {in_words}.", name=customer.name, in_words=in_words(reason)), field="address"
        )
    _make_room(session, followup_id, replaces)
    mail = replace(mail, id=mails.add(session.uow, mail))
    _keep_words(session, mail)
    undo_id = session.record(APPROVED, ("mail", mail.id), customer.id, after={"followup": followup_id})
    refresh_followup(session, followup_id)
    return Approved(mail, customer, undo_id)


def _mail(session: Session, followup: FollowUp, customer: Customer, new: NewMail) -> Mail:
    subject, text = one_line(new.subject), several_lines(new.text).strip()
    _check_words(subject, text)
    zone = zone_of(session, customer)
    kind, go_at = kind_for(followup, is_news=new.is_news), chosen(new.day, new.at, session.now, zone)
    return Mail(
        id=0,
        key=uuid4().hex,
        customer_id=customer.id,
        followup_id=followup.id,
        kind=kind,
        approved_by=session.actor.id,
        approved_at=session.now,
        address=new.address or (customer.emails[0] if customer.emails else ""),
        reply_to=_reply_to(new.reply_to),
        subject=subject,
        text=text,
        go_at=go_at,
        zone=zone,
        not_after=worth_until(kind, go_at, zone),
        next_at=go_at,
    )


def _keep_words(session: Session, mail: Mail) -> None:
    """They are the draft's words from now on, so that what does not go out can be mended."""
    kept = wordings.of_followup(session.uow, mail.followup_id) or Wording("")
    wordings.put(session.uow, mail.followup_id, Wording(kept.template, mail.subject, mail.text), session.now)


def _check_words(subject: str, text: str) -> None:
    for what, words, longest, field in (
        (say("subject"), subject, SUBJECT_LENGTH, "subject"),
        (say("text"), text, TEXT_LENGTH, "words"),
    ):
        if not words:
            raise NotUnderstoodError(say("There is no {what}. Please write one.", what=what), field=field)
        if len(words) > longest:
            raise NotUnderstoodError(
                say(
                    "This has {words} characters; up to {longest} can be sent. Please shorten it.",
                    words=figure(len(words)),
                    longest=figure(longest),
                ),
                field=field,
            )


def _reply_to(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return read_email(typed)
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.sentence, field="reply_to") from error


def _make_room(session: Session, followup_id: int, replaces: int) -> None:
    """Stop what the new one takes the place of. Raises ConflictError where that is something else, or too late."""
    underway = mails.underway_of(session.uow, followup_id)
    if underway is None:
        return
    if underway.state is MailState.UNKNOWN:
        raise ConflictError(say(IN_DOUBT))
    if underway.id != replaces:
        raise ConflictError(Who(underway.approved_by), say(" has approved a letter for this already."))
    if not mails.stop(session.uow, underway.id, "stopped", session.now):
        raise ConflictError(say(LEAVING))


def stop(session: Session, mail_id: int) -> Approved:
    """It is not to go out. Raises ConflictError where it has left, is leaving, or was stopped already."""
    mail = mails.get(session.uow, mail_id)
    if mail is None:
        raise ConflictError(say("This letter is no longer in Rapport. Nothing was changed."))
    _check_is_waiting(mail)
    customer = customer_of(session, mail.customer_id)
    mails.stop(session.uow, mail.id, "stopped", session.now)
    undo_id = session.record(STOPPED, ("mail", mail.id), customer.id, after={"followup": mail.followup_id})
    refresh_followup(session, mail.followup_id)
    return Approved(mail, customer, undo_id)


def _check_is_waiting(mail: Mail) -> None:
    match mail.state:
        case MailState.WAITING:
            return
        case MailState.SENDING:
            raise ConflictError(say(LEAVING))
        case MailState.SENT:
            raise ConflictError(say(GONE))
        case MailState.UNKNOWN:
            raise ConflictError(say(IN_DOUBT))
    raise ConflictError(say("This letter was stopped already, or did not go out."))


def _undo_approved(session: Session, entry: AuditEntry) -> None:
    """Before it has left it is stopped; afterwards it cannot be called back."""
    mail = mails.get(session.uow, entry.subject_id)
    if mail is None:
        raise ConflictError(say("This letter is no longer in Rapport. Nothing was changed."))
    _check_is_waiting(mail)
    mails.stop(session.uow, mail.id, "stopped", session.now)
    refresh_followup(session, mail.followup_id)


def _undo_stopped(session: Session, entry: AuditEntry) -> None:
    """It goes out as approved, if its time is still to come."""
    mail = mails.get(session.uow, entry.subject_id)
    if mail is None or mail.state is not MailState.STOPPED or not mail.text:
        raise ConflictError(say("This letter is no longer kept. Nothing was changed."))
    check_open(followup_of(session, mail.followup_id))
    if mails.underway_of(session.uow, mail.followup_id):
        raise ConflictError(say("Another letter was approved for this since. Nothing was changed."))
    if mail.go_at <= session.now:
        raise ConflictError(say("Its time is over. Send it anew: Send… beside the draft."))
    mails.go_on(session.uow, mail.id)
    refresh_followup(session, mail.followup_id)


REVERSERS = {APPROVED: _undo_approved, STOPPED: _undo_stopped}
