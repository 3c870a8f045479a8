"""Answers to a question about a line that was kept: its customer, or what it means. One click finishes the command."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id, two_row_ids
from bot.domain.customers import Customer
from bot.domain.errors import OutdatedError
from bot.reading.doubts import Choice
from bot.reading.kept_line import kept, settled, unkept, with_words_beside
from bot.reading.line import Line
from bot.use_cases.card import card_of
from bot.use_cases.customers import add_customer
from bot.use_cases.find_customer import peek_line, suggestions, take_line
from bot.use_cases.session import Session, customer_of
from bot.views import ids
from bot.views.card import card
from bot.views.doubts import ANSWERS
from bot.views.errors import refusal
from bot.views.forms import SUGGESTED, customer_options
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.commands import LINES
from handlers.customer_life import LINES as LIFE
from handlers.customers import edit_to_mend, finish_edit
from handlers.details import REMEMBER
from handlers.line_commands import Do, LineCommand, fill_form, settle
from handlers.playbook_runs import LINE as PLAYBOOK

BY_NAME = {command.name: command for command in (*LINES.values(), REMEMBER, *LIFE, PLAYBOOK)}


def register(app: App) -> None:
    """The choice buttons, "Somebody new", the answers to a question, and the search of every customer field."""

    @app.action(ids.CHOOSE_CUSTOMER)
    def choose(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        kept_id, customer_id = two_row_ids(asking.value)
        if form := _to_mend(asking, kept_id, customer_id):
            asking.open(form)
        else:
            message = _finish(asking, kept_id, customer_id) if kept_id else _show(asking, customer_id)
            asking.reply(message, replace=True)
        ack()

    @app.action(ids.SOMEBODY_NEW)
    def somebody_new(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(_finish(asking, row_id(asking.value), None), replace=True)
        ack()

    for action_id in ANSWERS:
        app.action(action_id)(_answer)

    @app.action(ids.FILL_IN)
    def fill_in(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        kept = _kept(asking, row_id(asking.value))
        if kept:
            fill_form(asking, *kept)
        else:
            asking.reply(_gone(asking, row_id(asking.value)))
        ack()

    @app.options(ids.CUSTOMER)
    def search_customers(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        typed = body.get("value") or ""
        view_ids = json.loads((body.get("view") or {}).get("private_metadata") or "{}")
        first = () if typed.strip() else tuple(view_ids.get(SUGGESTED, ()))
        with Asking.of(context).reading() as session:
            ack(options=customer_options(suggestions(session, typed, first), typed))


def _answer(ack: Ack, context: BoltContext) -> None:
    """One of the things that may be meant was clicked."""
    asking = Asking.of(context)
    about, _, choice = asking.value.partition(":")
    kept_id, (key, _, value) = row_id(about), choice.partition(":")
    kept = _kept(asking, kept_id)
    if kept:
        message = settle(asking, kept[0], settled(kept[1], Choice("", key, value)), kept_id)
    else:
        message = _gone(asking, kept_id)
    if message:
        asking.reply(message, replace=True)
    ack()


def _kept(asking: Asking, kept_id: int) -> tuple[LineCommand, Line] | None:
    """The command and the line that was kept; None when it was finished. Raises OutdatedError for what is no line."""
    with asking.reading() as session:
        kept = peek_line(session, kept_id)
    if kept and kept.command not in BY_NAME:
        raise OutdatedError
    return (BY_NAME[kept.command], unkept(kept.line)) if kept else None


def _gone(asking: Asking, kept_id: int) -> Message:
    """The same click again gets its answer; another one raises ConflictError."""
    return asking.once(lambda session: refusal([take_line(session, kept_id).line]))


def _show(asking: Asking, customer_id: int) -> Message:
    """Somebody was only looked up: their card."""
    return asking.look(lambda session: card(card_of(session, customer_of(session, customer_id))))


def _to_mend(asking: Asking, kept_id: int, customer_id: int) -> View | None:
    """The form that a kept `edit` line needs; the line stays kept, should the form be closed."""
    with asking.reading() as session:
        kept = peek_line(session, kept_id) if kept_id else None
    return edit_to_mend(asking, kept.line, customer_id) if kept and kept.command == "edit" else None


def _finish(asking: Asking, kept_id: int, customer_id: int | None) -> Message:
    """Do what the kept line says for the customer chosen, or for somebody new of the name typed."""
    with asking.reading() as session:
        found = peek_line(session, kept_id)
        chosen = customer_of(session, customer_id).name if customer_id else ""
    if found and found.command not in READ:
        raise OutdatedError
    text = found.line if found else ""
    if found and chosen and found.command in BY_NAME:
        text = kept(with_words_beside(unkept(text), chosen))
    name, do = READ[found.command](asking, text) if found else ("", _nothing)

    def use(session: Session) -> Message:
        take_line(session, kept_id)  # says so when it was finished before; the same click again gets its answer instead
        if customer_id is None:
            return do(
                session, add_customer(session, Customer(0, name, owner=asking.person.id), although_known=True).customer
            )
        return do(session, customer_of(session, customer_id))

    return asking.once(use)


def _nothing(_session: Session, customer: Customer) -> Message:
    raise AssertionError(f"a line that is gone was taken for customer {customer.id}")


def _read(asking: Asking, text: str, command: LineCommand) -> tuple[str, Do]:
    line = unkept(text)
    return line.customer, command.prepare(asking, line)


READ: dict[str, Callable[[Asking, str], tuple[str, Do]]] = {
    **{name: partial(_read, command=command) for name, command in BY_NAME.items()},
    "edit": finish_edit,
}
"""Command of a kept line -> the customer's name in it, and what it does."""
