"""Choosing the customer of a line that was kept: one click finishes the original command."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.customers import Customer
from bot.use_cases.card import card_of
from bot.use_cases.customers import add_customer
from bot.use_cases.find_customer import peek_line, suggestions, take_line
from bot.use_cases.work import Work, customer_of
from bot.views import ids
from bot.views.card import card
from bot.views.forms import customer_options
from bot.views.message import Message
from handlers.asking import Asking
from handlers.commands import LINES
from handlers.customers import REMEMBER, finish_edit
from handlers.lines import Do, LineCommand, read


def register(app: App, deps: Deps) -> None:
    """The choice buttons, "Somebody new", and the search of every customer field."""

    @app.action(ids.CHOOSE_CUSTOMER)
    def choose(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(deps, context, body)
        kept_id, customer_id = map(int, asking.value.split(":"))
        message = _finish(asking, kept_id, customer_id) if kept_id else _show(asking, customer_id)
        asking.reply(message, replace=True)
        ack()

    @app.action(ids.SOMEBODY_NEW)
    def somebody_new(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(deps, context, body)
        asking.reply(_finish(asking, int(asking.value), None), replace=True)
        ack()

    @app.options(ids.CUSTOMER)
    def search_customers(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        typed = body.get("value") or ""
        with deps.looking(context["person"]) as work:
            ack(options=customer_options(suggestions(work, typed), typed))


def _show(asking: Asking, customer_id: int) -> Message:
    """Somebody was only looked up: their card."""
    return asking.look(lambda work: card(card_of(work, customer_of(work, customer_id))))


def _finish(asking: Asking, kept_id: int, customer_id: int | None) -> Message:
    """Do what the kept line says for the customer chosen, or for somebody new of the name typed."""
    with asking.deps.looking(asking.person) as work:
        kept = peek_line(work, kept_id)
    name, do = READ[kept.command](asking, kept.line) if kept else ("", _nothing)

    def use(work: Work) -> Message:
        take_line(work, kept_id)  # says so when it was finished before; the same click again gets its answer instead
        if customer_id is None:
            return do(work, add_customer(work, Customer(0, name, owner=asking.person.id), although_known=True).customer)
        return do(work, customer_of(work, customer_id))

    return asking.once(use)


def _nothing(_work: Work, customer: Customer) -> Message:
    raise AssertionError(f"a line that is gone was taken for customer {customer.id}")


def _read(asking: Asking, typed: str, command: LineCommand) -> tuple[str, Do]:
    line = read(asking, command, typed)
    return line.customer, command.prepare(asking, line)


READ: dict[str, Callable[[Asking, str], tuple[str, Do]]] = {
    **{command.name: partial(_read, command=command) for command in (*LINES.values(), REMEMBER)},
    "edit": finish_edit,
}
"""Command of a kept line -> the customer's name in it, and what it does."""
