"""/rapport who: whom to ask for a referral or for advice; planning it, and what they answered."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.candidates import ASK_OF, SUGGESTED, Answer, Ask, AskAnswer
from bot.domain.carried import row_id
from bot.domain.errors import NotUnderstoodError, OutdatedError
from bot.domain.saying import say
from bot.domain.segment import Condition, Segment
from bot.use_cases.asks import note_ask, plan_ask, plan_several, whom_to_ask
from bot.use_cases.session import Session, customer_of, followup_of
from bot.use_cases.thanks import may_be_offered
from bot.views import form_ids, ids
from bot.views.asks import answer_form, answered, planned_asks, who_to_ask
from bot.views.confirmation import planned
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.list_pages import show_segment
from handlers.log_contact import mood_of
from handlers.outcome import after_click, after_form

_NAMES = {
    **dict.fromkeys(("", "to ask", "referral", "referrals", "for a referral"), Ask.REFERRAL),
    **dict.fromkeys(("board", "advisory", "advisory board", "advice"), Ask.BOARD),
}
"""What stands after `/rapport who` -> what they are asked for."""


def answer(asking: Asking, typed: str) -> Message:
    """The suggestions. Raises NotUnderstoodError for a word that is none."""
    ask = _NAMES.get(" ".join(typed.casefold().split()))
    if ask is None:
        raise NotUnderstoodError(say("Please type `/rapport who` for a referral, or `/rapport who board`."))
    return _suggested(asking, ask)


def _suggested(asking: Asking, ask: Ask) -> Message:
    return asking.look(lambda session: who_to_ask(whom_to_ask(session, ask), session.today))


def open_form(asking: Asking, followup_id: int) -> None:
    """Ask what they answered."""
    with asking.reading() as session:
        question = followup_of(session, followup_id)
        view = answer_form(question, customer_of(session, question.customer_id), ASK_OF[question.kind])
    asking.open(view)


def register(app: App) -> None:
    """The buttons beside the suggestions, and the form of an answer."""

    @app.action(ids.WHO_TO_ASK)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(_suggested(asking, _ask(asking.value)), title=say("Whom to ask"))
        ack()

    @app.action(ids.SHOW_CANDIDATES)
    def show_all(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        show_segment(asking, Segment.of(Condition("candidates", _ask(asking.value))))
        ack()

    @app.action(ids.PLAN_ASK)
    def plan(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        ask, _, customer = asking.value.partition(":")
        what, whom = _ask(ask), row_id(customer)
        after_click(asking, asking.once(lambda session: _planned(session, what, whom)))
        ack()

    @app.action(ids.PLAN_ASKS)
    def plan_several(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        word, _, customers = asking.value.partition(":")
        ask, these = _ask(word), [row_id(one) for one in customers.split(",")[:SUGGESTED]]
        after_click(asking, asking.once(lambda session: _planned_several(session, ask, these)))
        ack()

    @app.view(form_ids.ASK_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        given = _given(form)
        mood = mood_of(asking, given.words)

        def use(session: Session) -> Message:
            changed, referred = note_ask(session, form.number("about"), given, mood)
            customer = customer_of(session, changed.followup.customer_id)
            offers = may_be_offered(session, customer)
            return answered(customer, given.answer, referred, changed.undo_id, offers_thanks=offers)

        after_form(asking, ack, say("Their answer"), asking.once(use))


def _planned(session: Session, ask: Ask, customer_id: int) -> Message:
    done, customer = plan_ask(session, ask, customer_id)
    return planned(done.followup, customer, done.undo_id, session.today)


def _planned_several(session: Session, ask: Ask, customer_ids: list[int]) -> Message:
    done = plan_several(session, ask, customer_ids)
    return planned_asks(done.ask, done.questions, done.undo_id, session.today)


def _ask(value: str) -> Ask:
    """Raises OutdatedError for what is none."""
    if value not in set(Ask):
        raise OutdatedError
    return Ask(value)


def _given(form: Filled) -> AskAnswer:
    chosen, referred = form.text("answer"), form.text(ids.REFERRED)
    if chosen not in set(Answer):
        raise NotUnderstoodError(say("Please say what they answered."), field="answer")
    return AskAnswer(Answer(chosen), form.text("text"), row_id(referred) if referred else None)
