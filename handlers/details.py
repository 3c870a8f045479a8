"""What is remembered about a customer: /customer remember, the forms, and the buttons to change and forget it."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.customers import Customer, DetailCategory, read_word
from bot.domain.errors import ConflictError, NotUnderstoodError, OutdatedError, without_mentions
from bot.domain.saying import say
from bot.reading.line import Line
from bot.use_cases.details import change_detail, detail_of, details_of, forget_detail, remember
from bot.use_cases.session import Session, customer_of
from bot.views import form_ids, ids
from bot.views.customer_form import find_form
from bot.views.details import detail_forgotten, detail_form, details_page, mark, remember_form, remembered
from bot.views.filling import Filling
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.line_commands import Do, LineCommand
from handlers.outcome import after_form


def _prepare(_asking: Asking, line: Line) -> Do:
    about = line.options.get("about")
    category = read_word(DetailCategory, str(about), "category") if about else None
    return partial(_remember, text=line.text, category=category)


def _remember(session: Session, customer: Customer, text: str, category: DetailCategory | None) -> Message:
    done = remember(session, customer, text, category)
    return remembered(done.detail, done.customer, done.undo_id)


def _form(_asking: Asking, filling: Filling) -> View:
    """Raises NotUnderstoodError where it is not clear whom the detail is about: the form has no field for that."""
    if filling.customer:
        return remember_form(filling.customer, filling)
    if not filling.text:
        return find_form()
    said = " ".join(map(without_mentions, filling.sentences))
    raise NotUnderstoodError(
        say("{said} Write it like this: `/customer remember Dana Reyes: dog called Biscuit`.", said=said).strip()
    )


REMEMBER = LineCommand("customer remember", _prepare, _form)


def register(app: App) -> None:
    """The forms, the page of all that is remembered, and its buttons."""
    app.action(ids.SHOW_DETAILS)(_show)
    app.action(ids.DETAILS_BEFORE)(_show)
    app.action(ids.DETAILS_AFTER)(_show)
    app.action(ids.FORGET_DETAIL)(_forget)
    app.action(ids.DETAIL_CATEGORY)(_choose_category)

    @app.action(ids.EDIT_DETAIL)
    def edit(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            detail = detail_of(session, row_id(asking.value))
            view = detail_form(detail, customer_of(session, detail.customer_id))
        asking.open(view)
        ack()

    @app.view(form_ids.DETAIL_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Remembered"), asking.once(lambda session: _changed(session, form)))

    @app.view(form_ids.REMEMBER_FORM)
    def submit_new(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        after_form(asking, ack, say("Remembered"), asking.once(lambda session: _from_form(session, form)))


def _from_form(session: Session, form: Filled) -> Message:
    chosen = form.text("category")
    category = read_word(DetailCategory, chosen, "category") if chosen else None
    return _remember(session, customer_of(session, form.number("customer")), form.text("text"), category)


def _changed(session: Session, form: Filled) -> Message:
    before = detail_of(session, form.number("detail"))
    if form.metadata.get("seen") != mark(before):
        raise ConflictError(
            say("Somebody else changed this meanwhile. Nothing was saved: close this form and open it again.")
        )
    category = read_word(DetailCategory, form.text("category"), "category")
    done = change_detail(session, before.id, form.text("text"), category)
    return remembered(done.detail, done.customer, done.undo_id, say("Saved"))


def _show(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    about, _, number = asking.value.partition(":")
    page = int(number[:6]) if number.isdecimal() else 1
    asking.reply(asking.look(lambda session: _page(session, row_id(about), page)), replace=True, title=say("Details"))
    ack()


def _page(session: Session, customer_id: int, page: int = 1, outcome: Message | None = None) -> Message:
    customer = customer_of(session, customer_id)
    return details_page(customer, details_of(session, customer), page, outcome)


def _forget(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    detail_id = row_id(asking.value)

    def use(session: Session) -> Message:
        done = forget_detail(session, detail_id)
        return _page(session, done.customer.id, outcome=detail_forgotten(done.customer, done.undo_id))

    asking.reply(asking.once(use), replace=True, title=say("Details"))
    ack()


def _choose_category(ack: Ack, context: BoltContext) -> None:
    asking = Asking.of(context)
    about, _, chosen = asking.value.partition(":")
    if chosen not in list(DetailCategory):
        raise OutdatedError

    def use(session: Session) -> Message:
        done = change_detail(session, row_id(about), category=DetailCategory(chosen))
        return remembered(done.detail, done.customer, done.undo_id)

    asking.reply(asking.once(use), replace=True, title=say("Remembered"))
    ack()
