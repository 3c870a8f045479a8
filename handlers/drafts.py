"""The "Draft wishes" and "Draft note" buttons: ready words for a birthday or a thank-you note, and "I sent it"."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.channel import read_channel
from bot.domain.customers import Customer
from bot.domain.drafts import Draft
from bot.domain.followups import FollowUp
from bot.domain.saying import later, say
from bot.use_cases.draft import another_wording, draft_of, has_own_words, keep_if_own, keep_wording, keep_words
from bot.use_cases.mails import offer
from bot.use_cases.occasions import birthday_of
from bot.use_cases.sent_notes import send_note, usual_channel, words_sent
from bot.use_cases.session import Session, customer_of, followup_of
from bot.views import form_ids, ids
from bot.views.confirmation import done_with
from bot.views.draft import SUBJECT, VIA, WORDS, draft_form, draft_page
from bot.views.lifecycle import CHANGED
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.opening import replace_view
from handlers.outcome import after_form

Shown = Callable[[Session, FollowUp, Customer], Draft]


def register(app: App) -> None:
    """The draft, what can be done with it, and that it was sent."""

    @app.action(ids.DRAFT)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        _open(asking, row_id(asking.value))
        ack()

    @app.action(ids.DRAFT_WISHES)
    def wish(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        customer_id = row_id(asking.value)
        wishes = asking.deps.write(
            asking.person, lambda session: birthday_of(session, customer_of(session, customer_id))
        )
        _open(asking, wishes.id)
        ack()

    _redraws(app, ids.ANOTHER_WORDING, _another)
    _redraws(app, ids.OWN_WORDS, lambda _asking, _form: draft_of)
    _redraws(app, ids.KEEP_WORDS, _keep, said=later("Kept: it is here when you open the draft again."))

    @app.action(ids.OPEN_IN_MAIL)
    def opened(ack: Ack) -> None:
        ack()  # the mail program has it; Slack only wants to know that we heard

    @app.view(form_ids.DRAFT_FORM)
    def sent(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Sent"), asking.once(lambda session: _sent(session, form)))


def _open(asking: Asking, followup_id: int) -> None:
    asking.open(_sent_words(asking, followup_id) or _draft(asking, followup_id))


def _sent_words(asking: Asking, followup_id: int) -> View | None:
    """What was sent; None where it is still to send."""
    with asking.reading() as session:
        followup = followup_of(session, followup_id)
        if followup.is_open:
            return None
        return draft_page(followup, customer_of(session, followup.customer_id), words_sent(session, followup))


def _draft(asking: Asking, followup_id: int) -> View:
    """The words as they were left; which wording it is is noted, so that the next note has another one."""

    def note(session: Session) -> Draft:
        followup = followup_of(session, followup_id)
        words = draft_of(session, followup, customer_of(session, followup.customer_id))
        keep_wording(session, followup, words)
        return words

    words = asking.deps.write(asking.person, note)
    with asking.reading() as session:
        return _form(asking, session, followup_id, words)


def _form(asking: Asking, session: Session, followup_id: int, words: Draft, said: str = "") -> View:
    followup = followup_of(session, followup_id)
    customer = customer_of(session, followup.customer_id)
    has_own = has_own_words(session, followup)
    about = offer(session, followup, customer, can_send=asking.deps.can_mail)
    return draft_form(about, words, usual_channel(customer), has_own=has_own, said=said)


def _redraws(app: App, action_id: str, shown_by: Callable[[Asking, Filled], Shown], said: str = "") -> None:
    """A button of the form, which shows it anew with other words; what was typed is kept first."""

    @app.action(action_id)
    def click(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        followup_id, show = row_id(asking.value), shown_by(asking, form)

        def use(session: Session) -> Draft:
            followup = followup_of(session, followup_id)
            return show(session, followup, customer_of(session, followup.customer_id))

        words = asking.deps.write(asking.person, use)
        with asking.reading() as session:
            view = _form(asking, session, followup_id, words, say(said))
        replace_view(asking.deps.client, body, asking.with_origin(view))
        ack()


def _another(_asking: Asking, form: Filled) -> Shown:
    shown = str(form.metadata.get("template", ""))

    def show(session: Session, followup: FollowUp, customer: Customer) -> Draft:
        keep_if_own(session, followup, customer, shown, form.text(SUBJECT), form.text(WORDS))
        return another_wording(session, followup, customer, shown)

    return show


def _keep(_asking: Asking, form: Filled) -> Shown:
    shown = str(form.metadata.get("template", ""))
    return lambda session, followup, customer: keep_words(
        session, followup, customer, shown, form.text(SUBJECT), form.text(WORDS)
    )


def _sent(session: Session, form: Filled) -> Message:
    done = send_note(session, form.number("followup"), form.text(WORDS), read_channel(form.text(VIA) or "other"))
    customer = customer_of(session, done.followup.customer_id)
    said = CHANGED[form_ids.DRAFT_FORM](done.followup, customer, session.today)
    return done_with(said, done.undo_id, customer.id)
