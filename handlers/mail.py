"""Letters to customers: Send… beside a draft, its form, Stop, and what is said of one that may have gone out."""

from collections.abc import Callable
from datetime import time
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.mails import Mail
from bot.domain.saying import later, say
from bot.use_cases.draft import draft_of, keep_words
from bot.use_cases.mail_sending import came_back, has_arrived, let_be, send_again
from bot.use_cases.mails import NewMail, approve, check_offer, offer, stop
from bot.use_cases.session import Session, customer_of, followup_of
from bot.views import form_ids, ids
from bot.views.confirmation import done_with, plain
from bot.views.draft import SUBJECT, WORDS
from bot.views.mail import NEWS, THEN, mail_approved, mail_form, mail_stopped, mark_of
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_click, after_form

SETTLING: dict[str, tuple[Callable[[Session, int], Mail], str]] = {
    ids.MAIL_AGAIN: (send_again, later("It is sent again, under the same Message-ID.")),
    ids.MAIL_ARRIVED: (has_arrived, later("Noted: it went out.")),
    ids.MAIL_LET_BE: (let_be, later("Noted: it is not sent again.")),
}
"""Buttons under a letter that may have gone out -> what each does, and says."""


def register(app: App) -> None:
    """Every button and the form."""

    @app.action(ids.SEND_MAIL)
    def ask(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, followup_id = Asking.of(context), row_id(Asking.of(context).value)
        typed = _typed(body)
        if typed:
            asking.deps.write(asking.person, lambda session: _keep(session, followup_id, typed))
        with asking.reading() as session:
            followup = followup_of(session, followup_id)
            customer = customer_of(session, followup.customer_id)
            about = offer(session, followup, customer, can_send=asking.deps.can_mail)
            check_offer(about)
            words = draft_of(session, followup, customer)
        asking.open(mail_form(about, words))
        ack()

    @app.view(form_ids.MAIL_FORM)
    def send(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)

        def use(session: Session) -> Message:
            followup_id = form.number("followup")
            new = _written(session, form, followup_id)
            done = approve(session, followup_id, new, replaces=form.number("replaces"))
            return mail_approved(done.mail, done.customer, session.now, done.undo_id)

        after_form(asking, ack, say("Letter"), asking.once(use))

    @app.action(ids.STOP_MAIL)
    def halt(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        mail_id = row_id(asking.value)

        def use(session: Session) -> Message:
            done = stop(session, mail_id)
            return mail_stopped(done.customer, done.undo_id)

        after_click(asking, asking.once(use))
        ack()

    _register_after(app)


def _register_after(app: App) -> None:
    """What is said of a letter after it left, or may have."""

    @app.action(ids.MAIL_CAME_BACK)
    def bounced(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        mail_id = row_id(asking.value)

        def use(session: Session) -> Message:
            return done_with(
                say("Noted: that address takes no letters, until it is edited."), came_back(session, mail_id)
            )

        after_click(asking, asking.once(use))
        ack()

    for action_id in SETTLING:
        _settles(app, action_id)


def _settles(app: App, action_id: str) -> None:
    settle, said = SETTLING[action_id]

    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        mail_id = row_id(asking.value)

        def use(session: Session) -> Message:
            settle(session, mail_id)
            return plain(say(said))

        message = asking.once(use)
        if not asking.is_public:
            after_click(asking, message)
        ack()


def _typed(body: dict[str, Any]) -> Filled | None:
    """What stands in the draft over which the button was pressed, if it was there."""
    return Filled.of(body) if (body.get("view") or {}).get("callback_id") == form_ids.DRAFT_FORM else None


def _keep(session: Session, followup_id: int, form: Filled) -> None:
    followup = followup_of(session, followup_id)
    customer = customer_of(session, followup.customer_id)
    shown = str(form.metadata.get("template", ""))
    keep_words(session, followup, customer, shown, form.text(SUBJECT), form.text(WORDS))


def _written(session: Session, form: Filled, followup_id: int) -> NewMail:
    customer = customer_of(session, followup_of(session, followup_id).customer_id)
    is_then = form.text("when") == THEN
    day = form.day("day") if is_then else None
    if is_then and day is None:
        raise NotUnderstoodError(say("Choose the day, or let it go out at once."), field="day")
    return NewMail(
        address=_address(form, customer.emails),
        subject=form.text("subject"),
        text=form.text("words"),
        reply_to=form.text("reply_to"),
        day=day,
        at=_time(form.text("at")) if is_then and form.text("at") else None,
        is_news=NEWS in form.texts("kind"),
    )


def _time(chosen: str) -> time:
    try:
        return time.fromisoformat(chosen)
    except ValueError as error:
        raise OutdatedError from error


def _address(form: Filled, emails: tuple[str, ...]) -> str:
    """The address chosen; where there was but one to choose, that one."""
    chosen = form.text("address")
    if not chosen:
        return emails[0] if emails else ""
    found = [address for address in emails if mark_of(address) == chosen]
    if not found:
        raise NotUnderstoodError(say("This address is not theirs any more. Choose another."), field="address")
    return found[0]
