"""Choosing the customer of a line that was kept: one click finishes the original command."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.customers import Customer
from bot.use_cases.customers import add_customer
from bot.use_cases.find_customer import peek_line, take_line
from bot.use_cases.work import Work, customer_of
from bot.views import ids
from bot.views.forms import customer_options
from bot.views.message import Message
from handlers.asking import Asking
from handlers.commands import LINES
from handlers.lines import read
from storage import search


def register(app: App, deps: Deps) -> None:
    """The choice buttons, "Somebody new", and the search of every customer field."""

    @app.action(ids.CHOOSE_CUSTOMER)
    def choose(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(deps, context, body)
        kept_id, customer_id = map(int, asking.value.split(":"))
        asking.reply(_finish(asking, kept_id, customer_id), replace=True)
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
            ack(options=customer_options(search.by_prefix(work.uow, typed), typed))


def _finish(asking: Asking, kept_id: int, customer_id: int | None) -> Message:
    """Do what the kept line says for the customer chosen, or for somebody new of the name typed."""
    with asking.deps.looking(asking.person) as work:
        kept = peek_line(work, kept_id)
    line = read(asking, LINES[kept.command], kept.line)
    do = LINES[kept.command].prepare(asking, line)

    def use(work: Work) -> Message:
        take_line(work, kept_id)
        if customer_id is None:
            new = Customer(0, line.customer, owner=asking.person.id)
            return do(work, add_customer(work, new, although_known=True).customer)
        return do(work, customer_of(work, customer_id))

    return asking.once(use)
