"""/thanks and the "Thank-you note" button: a thank-you note to write."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.customers import Customer
from bot.domain.line import Line
from bot.domain.slack_text import unescape
from bot.use_cases.followups import plan_thanks
from bot.use_cases.work import Work, customer_of
from bot.views import ids
from bot.views.confirmation import planned
from bot.views.forms import thanks_form
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.form import Filled, customer_chosen
from handlers.lines import Do, LineCommand
from handlers.outcome import after_form


def _prepare(asking: Asking, line: Line) -> Do:
    return partial(_plan, reason=line.text, writer=asking.giving_to(line.people[0]) if line.people else None)


def _plan(work: Work, customer: Customer, reason: str, writer: str | None) -> Message:
    done = plan_thanks(work, customer, reason, assignee=writer)
    return planned(done.followup, customer, done.undo_id, work.today)


def _form(_asking: Asking, typed: str, customer: Customer | None) -> View:
    return thanks_form(unescape(typed), customer)


COMMAND = LineCommand("thanks", frozenset(), _prepare, _form)


def register(app: App, deps: Deps) -> None:
    """The form and the button."""

    @app.view(ids.THANKS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(deps, context, body), Filled.of(body)
        writer = asking.giving_to(form.text("assignee"))
        answer = asking.once(lambda work: _plan(work, customer_chosen(work, form), form.text("text"), writer))
        after_form(asking, ack, "Planned", answer)

    @app.action(ids.THANK_YOU_NOTE)
    def click(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(deps, context, body)
        customer_id = int(asking.value)
        asking.reply(asking.once(lambda work: _plan(work, customer_of(work, customer_id), "", None)))
        ack()
