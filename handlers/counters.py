"""/rapport survey counter: for leads, links and QR codes for everybody; and for the team, who it was that answered."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.errors import OutdatedError
from bot.domain.rating import Scale
from bot.domain.rights import COUNTER_LINKS
from bot.domain.saying import say
from bot.domain.survey_words import without_slips
from bot.use_cases import counters
from bot.use_cases.counter_answers import give, nobody_known, to_decide
from bot.use_cases.session import Session
from bot.views import counters as views
from bot.views import form_ids, ids
from bot.views.message import Message
from bot.views.watched import given
from handlers.asking import Asking
from handlers.filled_form import Filled, customer_chosen
from handlers.log_contact import mood_of
from handlers.outcome import after_click, after_form

Json = dict[str, Any]


def answer(asking: Asking, name: str) -> Message:
    """Make one of this name, with the team's usual question; the list where none is given. For leads."""
    asking.check(COUNTER_LINKS)
    if name:
        return asking.once(lambda session: _made(session, name, session.settings.survey_scale))
    return asking.look(_list)


def register(app: App) -> None:
    """The list with its buttons, the form, and both answers to who it was."""
    app.view(form_ids.COUNTER_FORM)(_submit)
    app.view(form_ids.WHO_FORM)(_chosen)

    @app.action(ids.SHOW_COUNTERS)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(asking.look(_list), title=_title())
        ack()

    @app.action(ids.ADD_COUNTER)
    def add(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            counters.check_has_links(session)
        asking.open(views.counter_form(asking.rules.survey_scale))
        ack()

    @app.action(ids.END_COUNTER)
    def end(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        counter_id = row_id(asking.value)
        asking.reply(asking.once(lambda session: _ended(session, counter_id)), replace=True, title=_title())
        ack()

    @app.action(ids.WHO_WAS_IT)
    def who(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        answer_id = row_id(asking.value)
        with asking.reading() as session:
            asked = to_decide(session, answer_id)
        asking.open(views.who_form(asked))
        ack()

    @app.action(ids.NOBODY_KNOWN)
    def nobody(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        answer_id = row_id(asking.value)
        after_click(asking, asking.once(lambda session: views.nobody_there(nobody_known(session, answer_id))))
        ack()


def _submit(ack: Ack, body: Json, context: BoltContext) -> None:
    asking, form = Asking.of(context), Filled.of(body)
    name, scale = form.text("name"), scale_of(form)
    after_form(asking, ack, _title(), asking.once(lambda session: _made(session, name, scale)))


def _chosen(ack: Ack, body: Json, context: BoltContext) -> None:
    asking, form = Asking.of(context), Filled.of(body)
    answer_id = form.number("answer")
    with asking.reading() as session:
        words = to_decide(session, answer_id).answer.words
    mood = mood_of(asking, without_slips(words))

    def use(session: Session) -> Message:
        return given(give(session, answer_id, customer_chosen(session, form), mood))

    after_form(asking, ack, say("Logged"), asking.once(use))


def scale_of(form: Filled) -> Scale:
    """The question that was chosen. Raises OutdatedError."""
    match form.text("scale"):
        case "csat":
            return "csat"
        case "nps":
            return "nps"
    raise OutdatedError


def _title() -> str:
    return say("Links for the counter")


def _list(session: Session, outcome: Message | None = None) -> Message:
    return views.counters_page(counters.seen(session), session.survey_links, outcome)


def _made(session: Session, name: str, scale: Scale) -> Message:
    kept = counters.make(session, name, scale)
    return _list(session, views.counter_made(kept.counter, kept.undo_id))


def _ended(session: Session, counter_id: int) -> Message:
    kept = counters.end(session, counter_id)
    return _list(session, views.counter_ended(kept.counter, kept.undo_id))
