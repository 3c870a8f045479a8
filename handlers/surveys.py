"""Asking a customer how it went: the form, a link to give, and noting what came by mail."""

import re
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customers import Unclear
from bot.domain.errors import ConflictError, NotUnderstoodError, OutdatedError
from bot.domain.mood import UNSCORED
from bot.domain.rating import Scale
from bot.domain.saying import say
from bot.domain.survey import Way, new_token
from bot.domain.survey_words import without_slips
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases import survey_stops, surveys
from bot.use_cases.find_customer import find_customer
from bot.use_cases.session import Session, customer_of
from bot.use_cases.survey_answers import note
from bot.views import form_ids, ids
from bot.views.message import Message
from bot.views.survey import standing
from bot.views.survey_forms import (
    STOP,
    ask_form,
    asked_by_mail,
    link_made,
    note_form,
    noted,
    stop_lifted,
    stop_noted,
    with_link,
)
from bot.views.which_customer import which_to_ask
from handlers import counters
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.log_contact import mood_of
from handlers.outcome import after_click, after_form


def answer(asking: Asking, typed: str) -> Message | None:
    """`/rapport survey`, `/rapport survey Dana Reyes`, and `/rapport survey counter Front desk`."""
    word, _, rest = typed.strip().partition(" ")
    if word.lower() == "counter":
        return counters.answer(asking, rest)
    name = unquoted(unescape(typed)).strip()
    if not name:
        return asking.look(lambda session: standing(surveys.standing(session), session.reader))
    with asking.reading() as session:
        found, today = find_customer(session, name), session.today
    if isinstance(found, Unclear):
        return which_to_ask(found, today)
    open_form(asking, found.id)
    return None


def open_form(asking: Asking, customer_id: int) -> None:
    """Ask what to ask them, and how. Raises ConflictError where they may not be asked."""
    with asking.reading() as session:
        view = ask_form(surveys.offer(session, customer_of(session, customer_id), can_mail=asking.deps.can_mail))
    asking.open(view)


def register(app: App) -> None:
    """Both forms, and what opens them."""
    _register_asking(app)
    _register_noting(app)


def _register_asking(app: App) -> None:
    @app.action(ids.ASK_CUSTOMER)
    def ask(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        open_form(asking, row_id(asking.value))
        ack()

    @app.view(form_ids.SURVEY_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Ask how it went"), _asked(asking, form))

    @app.action(ids.OPEN_QR)
    def opened(ack: Ack) -> None:
        """It is a link; there is nothing to do."""
        ack()

    @app.action(ids.MAY_ASK_AGAIN)
    def again(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        customer_id = row_id(asking.value)
        after_click(asking, asking.once(lambda session: _lifted(session, customer_id)))
        ack()


def _register_noting(app: App) -> None:
    @app.action(ids.NOTE_ANSWER)
    def note_one(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            open_ones = surveys.standing(session).to_note
        if not open_ones:
            raise ConflictError(say("Every answer that was to come by mail is noted, or its time is over."))
        mine = next((survey.id for survey, _ in open_ones if survey.asked_by == asking.person.id), 0)
        asking.open(note_form(open_ones, mine))
        ack()

    @app.action(ids.NOTE_NUMBER)
    def note_number(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        survey, _, written = asking.value.partition(":")
        after_click(asking, _kept(asking, row_id(survey), _number(written)))
        ack()

    @app.view(form_ids.ANSWER_FORM)
    def noted_one(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Note an answer"), _noted(asking, form))


def _asked(asking: Asking, form: Filled) -> Message:
    customer_id, scale, way = form.number("customer"), counters.scale_of(form), form.text("way")
    if way == Way.LINK:
        return _link(asking, customer_id, scale)
    if way != Way.MAIL or not asking.deps.can_mail:
        raise OutdatedError

    def use(session: Session) -> Message:
        asked = surveys.ask_by_mail(session, customer_of(session, customer_id), surveys.Wanted(scale))
        if asked.mail is None:
            raise OutdatedError
        return asked_by_mail(asked.survey, asked.customer, asked.mail, asked.undo_id)

    return asking.once(use)


def _link(asking: Asking, customer_id: int, scale: Scale) -> Message:
    """What is kept of the answer to this request has no link in it; the link is good only where it was made now."""
    token = new_token()

    def use(session: Session) -> Message:
        asked = surveys.hand_out(session, customer_of(session, customer_id), scale, token)
        return link_made(asked.customer, asked.undo_id)

    message, links = asking.once(use), asking.deps.survey_links
    with asking.reading() as session:
        is_new = surveys.is_of(session, token)
    return with_link(message, links.page(token), links.code(token)) if is_new else message


def _noted(asking: Asking, form: Filled) -> Message:
    survey_id, written, words = form.number("survey"), form.text("value"), form.text("text")
    if form.texts(STOP):
        return asking.once(lambda session: stop_noted(*survey_stops.note(session, survey_id)))
    if not written:
        raise NotUnderstoodError(say("Please choose the number that they wrote."), field="value")
    return _kept(asking, survey_id, _number(written), words)


def _number(written: str) -> int:
    """One of those that were offered. Raises OutdatedError."""
    if not re.fullmatch("[0-9]{1,2}", written):
        raise OutdatedError
    return int(written)


def _kept(asking: Asking, survey_id: int, value: int, words: str = "") -> Message:
    mood = mood_of(asking, without_slips(words)) if words else UNSCORED

    def use(session: Session) -> Message:
        kept = note(session, survey_id, value, words, mood)
        praise = f"{kept.customer.id}:{kept.touchpoint.id}" if kept.offers_thanks else ""
        return noted(kept.customer, kept.touchpoint.rating, kept.entry, praise)

    return asking.once(use)


def _lifted(session: Session, customer_id: int) -> Message:
    return stop_lifted(*survey_stops.lift(session, customer_id))
