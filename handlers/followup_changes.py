"""Changing how a follow-up is planned, by a form from its page."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.lifecycle import Move, check
from bot.domain.saying import say
from bot.use_cases.changing import ChangedMeanwhileError, change_plan, clock_of, mark_of
from bot.use_cases.session import Session, customer_of, followup_of
from bot.views import form_ids, ids
from bot.views.confirmation import planned
from bot.views.followup_change import SEEN, plan_change_form
from bot.views.message import Message, View
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.followups import plan_in
from handlers.outcome import after_form


def open_form(asking: Asking, followup_id: int) -> None:
    """Open the form, filled with how it is planned now."""
    asking.open(_form(asking, followup_id))


def _form(asking: Asking, followup_id: int, *, is_other: bool = False) -> View:
    with asking.reading() as session:
        followup = followup_of(session, followup_id)
        check(Move.MOVE, followup)
        customer, tz = customer_of(session, followup.customer_id), clock_of(session, followup)
        return plan_change_form(followup, customer, tz, mark_of(followup), session.today, is_other=is_other)


def register(app: App) -> None:
    """The button and the form."""

    @app.action(ids.CHANGE)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        open_form(asking, row_id(asking.value))
        ack()

    @app.view(form_ids.CHANGE_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        plan, was_told = plan_in(form), bool(form.texts("told"))

        def use(session: Session) -> Message:
            changed = change_plan(
                *(session, form.number("followup"), form.text("text"), plan),
                seen=str(form.metadata.get(SEEN, "")),
                was_told=was_told,
                word=form.text("reason"),
            )
            customer = customer_of(session, changed.followup.customer_id)
            return planned(changed.followup, customer, changed.undo_id, session.today, verb=say("Changed"))

        try:
            answer = asking.once(use)
        except ChangedMeanwhileError:
            again = _form(asking, form.number("followup"), is_other=True)
            ack(response_action="update", view=asking.with_origin(again))
            return
        after_form(asking, ack, say("Changed"), answer)
