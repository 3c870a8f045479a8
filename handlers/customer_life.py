"""/customer lost, /customer back, and the buttons of a customer's life: lost, won back, another stage."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customers import Customer, Stage, read_word
from bot.domain.errors import NotUnderstoodError
from bot.domain.saying import later, say
from bot.reading.line import Line
from bot.use_cases.life import Because
from bot.use_cases.lost_customers import change_stage, lose, reason_meant, win_back
from bot.use_cases.session import Session, customer_of
from bot.views import form_ids, ids
from bot.views.customer_life import back_form, lost, lost_form, stage_changed, stage_form, won_back
from bot.views.filling import Filling
from bot.views.forms import NEW_CUSTOMER
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.filled_form import Filled, customer_chosen
from handlers.line_commands import Do, LineCommand
from handlers.outcome import after_form


def _prepare_lost(asking: Asking, line: Line) -> Do:
    reason = reason_meant(line.text, asking.rules.lost_reasons)
    if not reason:
        raise NotUnderstoodError(say("Why did they leave? Please choose what fits best."), field="reason")
    return partial(_lost, reason=reason, on=_day(line), words=_beside(line.text, reason))


def _lost(session: Session, customer: Customer, reason: str, on: date | None, words: str) -> Message:
    return lost(lose(session, customer, reason, on, words))


def _prepare_back(_asking: Asking, line: Line) -> Do:
    return partial(_back, words=line.text, on=_day(line))


def _back(session: Session, customer: Customer, words: str, on: date | None) -> Message:
    return won_back(win_back(session, customer, words, on))


def _day(line: Line) -> date | None:
    on = line.options.get("on")
    return on if isinstance(on, date) else None


def _beside(said: str, reason: str) -> str:
    """What was said beside the reason: "price: too dear" is "too dear", whatever stands between them."""
    return said[len(reason) :].lstrip(" :;,.-(").rstrip(" )") if said.casefold().startswith(reason.casefold()) else said


def _lost_form(asking: Asking, filling: Filling) -> View:
    reason = reason_meant(filling.text, asking.rules.lost_reasons)
    return lost_form(asking.rules.lost_reasons, reason, asking.today, filling)


LINES = (
    LineCommand("customer lost", _prepare_lost, _lost_form),
    LineCommand("customer back", _prepare_back, lambda asking, filling: back_form(asking.today, filling)),
)


def register(app: App) -> None:
    """The buttons that open a form, and the forms."""
    _opens(app, ids.LOSE_CUSTOMER, lambda asking, customer: _lost_form(asking, Filling(customer=customer)))
    _opens(app, ids.WIN_BACK, lambda asking, customer: back_form(asking.today, Filling(customer=customer)))
    _opens(app, ids.CHANGE_STAGE, lambda asking, customer: stage_form(customer, asking.today))
    _takes(app, form_ids.LOST_FORM, later("Lost"), _from_lost_form)
    _takes(app, form_ids.BACK_FORM, later("Won back"), _from_back_form)
    _takes(app, form_ids.STAGE_FORM, later("Stage"), _from_stage_form)


def _opens(app: App, action_id: str, view_of: Callable[[Asking, Customer], View]) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            customer = customer_of(session, row_id(asking.value))
        asking.open(view_of(asking, customer))
        ack()


def _takes(app: App, form_id: str, title: str, use: Callable[[Session, Filled], Message]) -> None:
    @app.view(form_id)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say(title), asking.once(lambda session: use(session, form)))


def _chosen(session: Session, form: Filled) -> Customer:
    """The customer, who must be there: nobody new is lost or comes back."""
    if form.text(ids.CUSTOMER).startswith(NEW_CUSTOMER):
        raise NotUnderstoodError(say("Choose a customer who is in Rapport already."), field=ids.CUSTOMER)
    return customer_chosen(session, form)


def _from_lost_form(session: Session, form: Filled) -> Message:
    return lost(lose(session, _chosen(session, form), form.text("reason"), form.day("on"), form.text("text")))


def _from_back_form(session: Session, form: Filled) -> Message:
    return won_back(win_back(session, _chosen(session, form), form.text("text"), form.day("on")))


def _from_stage_form(session: Session, form: Filled) -> Message:
    stage = read_word(Stage, form.text("stage"), "stage")
    because = Because(form.text("because"), form.day("on"))
    return stage_changed(change_stage(session, customer_of(session, form.number("customer")), stage, because))
