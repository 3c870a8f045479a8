"""/customer forget: for leads. The name is typed once more, and within a day it can be taken back."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.errors import NotUnderstoodError
from bot.domain.rights import PRIVACY
from bot.domain.saying import say
from bot.reading.line_words import unquoted
from bot.reading.slack_text import unescape
from bot.use_cases import forgetting as use_cases
from bot.use_cases.find_customer import find_exactly
from bot.use_cases.session import Session, customer_of
from bot.views import forgetting as views
from bot.views import form_ids, ids
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_click, after_form


def answer(asking: Asking, typed: str) -> None:
    """Open the form for the customer named exactly. Raises NotAllowedError for members."""
    asking.check(PRIVACY)
    name = unquoted(unescape(typed)).strip()
    if not name:
        raise NotUnderstoodError(say("Whom? Write it like this: `/customer forget Dana Reyes`. Nothing was changed."))
    with asking.reading() as session:
        customer = find_exactly(session, name, "`/customer forget`")
        view = views.forget_form(customer, use_cases.what_will_go(session, customer))
    asking.open(view)


def register(app: App) -> None:
    """The form, and the button that takes it back."""

    @app.action(ids.FORGET)
    def ask(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            customer = customer_of(session, row_id(asking.value))
            view = views.forget_form(customer, use_cases.what_will_go(session, customer))
        asking.open(view)
        ack()

    @app.view(form_ids.FORGET_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Forget a customer"), asking.once(partial(_forget, form=form)))

    @app.action(ids.TAKE_BACK_FORGOTTEN)
    def take_back(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        after_click(asking, asking.once(partial(_take_back, forgetting_id=row_id(asking.value))))
        ack()


def _forget(session: Session, form: Filled) -> Message:
    customer = customer_of(session, form.number("customer"))
    return views.out_of_sight(use_cases.forget(session, customer.id, form.text("name")), customer.name)


def _take_back(session: Session, forgetting_id: int) -> Message:
    return views.taken_back(use_cases.take_back(session, forgetting_id))
