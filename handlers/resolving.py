"""Putting a complaint right: what was done, a compensation that a lead approves, and opening it again."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.errors import NotFoundError, NotUnderstoodError
from bot.domain.followups import FollowUp, FollowUpKind
from bot.domain.resolving import Resolution
from bot.domain.rights import COMPENSATION
from bot.domain.saying import later, say
from bot.reading.amounts import read_hundredths
from bot.reading.locales import decimal_sign
from bot.use_cases.compensation import approve, asked_for, decline
from bot.use_cases.currency import currency_of
from bot.use_cases.reopening import reopen
from bot.use_cases.resolving import last_words, resolve
from bot.use_cases.session import Session, customer_of, followup_of
from bot.views import form_ids, ids
from bot.views.confirmation import done_with
from bot.views.lifecycle import CHANGED
from bot.views.message import Message
from bot.views.mrkdwn import inert
from bot.views.resolving import Choices, asked_later, decline_form, reopen_form, resolve_form
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_click, after_form

ASKED = later(
    "Asked: a lead decides about the compensation for *{name}*. Until then the complaint stays open; you are told."
)


def open_form(asking: Asking, followup_id: int) -> None:
    """Ask what was done, with what was written before."""
    with asking.reading() as session:
        followup, rules = followup_of(session, followup_id), session.settings
        choices = Choices(
            rules.complaint_categories,
            rules.root_causes,
            rules.compensation_limit,
            currency_of(rules),
            asking.may(COMPENSATION),
            last_words(session, followup_id),
        )
        view = resolve_form(followup, customer_of(session, followup.customer_id), choices)
    asking.open(view)


def asks_why(followup: FollowUp) -> bool:
    """Whether opening it again asks why: a complaint that was put right, or was not to be."""
    return followup.kind is FollowUpKind.COMPLAINT and not followup.joined_to and not followup.is_open


def open_again(asking: Asking, followup_id: int) -> None:
    """Ask why."""
    with asking.reading() as session:
        followup = followup_of(session, followup_id)
        view = reopen_form(followup, customer_of(session, followup.customer_id))
    asking.open(view)


def register(app: App) -> None:
    """The forms, and what a lead is asked."""

    @app.view(form_ids.DONE_FORM)
    def done(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        what = _resolution(asking, form)
        after_form(asking, ack, say("Done"), asking.once(lambda session: _done(session, form.number("about"), what)))

    @app.view(form_ids.REOPEN_FORM)
    def again(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Open again"), asking.once(lambda session: _again(session, form)))

    _register_decisions(app)


def _register_decisions(app: App) -> None:
    @app.action(ids.APPROVE)
    def yes(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        entry_id = row_id(asking.value)
        message = asking.once(lambda session: _said(session, say("Approved"), approve(session, entry_id).followup))
        if not asking.is_public:
            after_click(asking, message)
        ack()

    @app.action(ids.DECLINE)
    def no(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            asked = asked_for(session, row_id(asking.value))
            if asked is None:
                raise NotFoundError(say("This is no longer in Rapport. Nothing was changed."))
            view = decline_form(asked.entry_id, asked.resolved, asked.customer)
        asking.open(view)
        ack()

    @app.view(form_ids.DECLINE_FORM)
    def declined(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)

        def use(session: Session) -> Message:
            changed = decline(session, form.number("about"), form.text("why"))
            return done_with(_words(session, say("Declined"), changed.followup), changed.undo_id)

        after_form(asking, ack, say("Decline"), asking.once(use))


def _resolution(asking: Asking, form: Filled) -> Resolution:
    """What was filled in. Raises NotUnderstoodError, at its field, for an amount that is none."""
    words: Callable[[str], str] = form.text
    amount = words("amount")
    return Resolution(
        resolution=words("resolution"),
        apology=words("apology"),
        compensation=words("compensation"),
        root_cause=words("root_cause"),
        category=words("category"),
        amount=_amount(amount, asking.person.locale) if amount else None,
    )


def _amount(typed: str, locale: str) -> int:
    try:
        return read_hundredths(typed, decimal_sign(locale))
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.sentence, field="amount") from error


def _done(session: Session, followup_id: int, what: Resolution) -> Message:
    put = resolve(session, followup_id, what)
    about = put.changed.followup
    customer = customer_of(session, about.customer_id)
    said = say(ASKED, name=inert(customer.name)) if put.is_asked else CHANGED[ids.DONE](about, customer, session.today)
    said += asked_later(put.check_on, session.today, by_letter=put.by_letter)
    return done_with(said, put.changed.undo_id, customer.id)


def _again(session: Session, form: Filled) -> Message:
    changed = reopen(session, form.number("about"), form.text("why"))
    customer = customer_of(session, changed.followup.customer_id)
    return done_with(CHANGED[ids.REOPEN](changed.followup, customer, session.today), changed.undo_id, customer.id)


def _said(session: Session, word: str, followup: FollowUp) -> Message:
    return done_with(_words(session, word, followup))


def _words(session: Session, word: str, followup: FollowUp) -> str:
    return say(
        "{word}: the compensation for *{name}*.", word=word, name=inert(customer_of(session, followup.customer_id).name)
    )
