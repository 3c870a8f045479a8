"""Changing how a follow-up is planned, by a form from its page."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.lifecycle import Move, check
from bot.use_cases.changing import change_plan
from bot.use_cases.session import Session, customer_of, followup_of
from bot.views import ids
from bot.views.confirmation import planned
from bot.views.followup_change import plan_change_form
from bot.views.message import Message
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.followups import plan_in
from handlers.outcome import after_form


def register(app: App) -> None:
    """The button and the form."""

    @app.action(ids.CHANGE)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        with asking.reading() as session:
            followup = followup_of(session, row_id(asking.value))
            check(Move.MOVE, followup)
            tz = session.read_by(followup.assignee or session.actor.id).tz
            form = plan_change_form(followup, customer_of(session, followup.customer_id), tz)
        asking.open(form)
        ack()

    @app.view(ids.CHANGE_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        plan, was_told = plan_in(form), bool(form.texts("told"))

        def use(session: Session) -> Message:
            changed = change_plan(
                *(session, form.number("followup"), form.text("text"), plan),
                was_told=was_told,
                word=form.text("reason"),
            )
            customer = customer_of(session, changed.followup.customer_id)
            return planned(changed.followup, customer, changed.undo_id, session.today, verb="Changed")

        after_form(asking, ack, "Changed", asking.once(use))
