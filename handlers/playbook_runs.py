"""/customer playbook, and the card's Begin playbook and Stop."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customers import Customer
from bot.domain.errors import ConflictError, NotUnderstoodError
from bot.domain.folding import fold
from bot.domain.playbook import STOP, Playbook, called, name_at_end
from bot.domain.saying import say
from bot.reading.line import Line
from bot.reading.slack_text import unescape
from bot.use_cases.playbook_ends import stop, stop_called
from bot.use_cases.playbook_runs import begin, by_hand, planned
from bot.use_cases.playbooks import playbook_of, playbooks_of
from bot.use_cases.session import Session, customer_of
from bot.views import form_ids, ids
from bot.views.filling import Filling
from bot.views.forms import NEW_CUSTOMER
from bot.views.message import Message, View
from bot.views.playbook_runs import begin_form, begin_preview, begun, stopped
from handlers.asking import Asking
from handlers.filled_form import Filled, customer_chosen
from handlers.line_commands import Do, LineCommand
from handlers.outcome import after_click, after_form

NAME = "customer playbook"


def answer(asking: Asking, typed: str) -> Message | None:
    """`Dana Reyes: Welcome`, or without the colon; `Dana Reyes: stop Welcome`. Otherwise the form opens."""
    if ":" not in typed:
        with asking.reading() as session:
            named = name_at_end(playbooks_of(session), unescape(typed))
        typed = ": ".join(_with_stop(*named)) if named else _to_stop(typed)
    return LINE.answer(asking, typed)


def _with_stop(customer: str, name: str) -> tuple[str, str]:
    """The word that stops it belongs to the playbook: "Dana Reyes stop Welcome"."""
    words = customer.split()
    if len(words) > 1 and fold(words[-1]) == STOP:
        return " ".join(words[:-1]), f"{STOP} {name}"
    return customer, name


def _to_stop(typed: str) -> str:
    """The same without a name: "Dana Reyes stop"."""
    customer, _, last = typed.strip().rpartition(" ")
    return f"{customer}: {last}" if customer and fold(last) == STOP else typed


def _prepare(asking: Asking, line: Line) -> Do:
    first, _, rest = line.text.strip().partition(" ")
    if fold(first) == STOP:
        return partial(_stop_called, name=rest.strip())
    with asking.reading() as session:
        books = playbooks_of(session)
    book = called(books, line.text)
    if book is None:
        there = ", ".join(f"“{one.name}”" for one in books)
        raise NotUnderstoodError(say("Which playbook? There is: {there}.", there=there), field="playbook")
    return partial(_begin, playbook_id=book.id)


def _begin(session: Session, customer: Customer, playbook_id: int) -> Message:
    book = playbook_of(session, playbook_id)
    return begun(begin(session, book, customer, by_hand(session, book, customer)), session.reader)


def _stop_called(session: Session, customer: Customer, name: str) -> Message:
    return stopped(*stop_called(session, customer, name))


def _form(asking: Asking, filling: Filling) -> View:
    with asking.reading() as session:
        books = playbooks_of(session)
    return begin_form(books, called(books, filling.text), filling)


LINE = LineCommand(NAME, _prepare, _form)
LINES = (LINE,)


def register(app: App) -> None:
    """The card's buttons, the form and its preview."""

    @app.action(ids.BEGIN_PLAYBOOK)
    def ask(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            customer = customer_of(session, row_id(asking.value))
        asking.open(_form(asking, Filling(customer=customer)))
        ack()

    @app.action(ids.STOP_PLAYBOOK)
    def end(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        about = row_id(asking.value)
        after_click(asking, asking.once(lambda session: stopped(*stop(session, about))), replace=True)
        ack()

    @app.view(form_ids.BEGIN_PLAYBOOK_FORM)
    def fill_in(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        with asking.reading() as session:
            book, customer = playbook_of(session, form.number("playbook")), _chosen(session, form)
            try:
                plan = planned(session, book, customer, by_hand(session, book, customer))
            except ConflictError as error:
                raise ConflictError(*error.parts, field="playbook") from error
            view = begin_preview(plan, session.reader)
        ack(response_action="update", view=asking.with_origin(view))

    @app.view(form_ids.BEGIN_PREVIEW_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Playbook"), asking.once(lambda session: _begin_previewed(session, form)))


def _begin_previewed(session: Session, form: Filled) -> Message:
    book = _as_seen(playbook_of(session, form.number("playbook")), form)
    return _begin(session, customer_of(session, form.number("customer")), book.id)


def _as_seen(book: Playbook, form: Filled) -> Playbook:
    """The playbook of the preview. Raises ConflictError where it was changed since."""
    if book.version != form.metadata.get("seen"):
        raise ConflictError(
            say("“{name}” was changed meanwhile, so other days may hold. Please look again.", name=book.name)
        )
    return book


def _chosen(session: Session, form: Filled) -> Customer:
    """The customer, who must be there: a playbook begins with somebody we know."""
    if form.text(ids.CUSTOMER).startswith(NEW_CUSTOMER):
        raise NotUnderstoodError(say("Choose a customer who is in Rapport already."), field=ids.CUSTOMER)
    return customer_chosen(session, form)
