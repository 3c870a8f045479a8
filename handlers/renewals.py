"""The form behind Done of a renewal: until when it is renewed."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.saying import say
from bot.use_cases.renewals import is_thanked, renew
from bot.use_cases.session import Session, customer_of
from bot.views import form_ids
from bot.views.confirmation import done_with
from bot.views.message import Message
from bot.views.renewal import renewed
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.outcome import after_form


def register(app: App) -> None:
    """The form; its button is one of a follow-up's (handlers/followup_buttons.py)."""

    @app.view(form_ids.RENEWED_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)

        def use(session: Session) -> Message:
            changed = renew(session, form.number("followup"), form.day("until"))
            customer = customer_of(session, changed.followup.customer_id)
            said = renewed(changed.followup, customer, session.today, is_thanked=is_thanked(session, customer))
            return done_with(said, changed.undo_id, customer.id)

        after_form(asking, ack, say("Renewal"), asking.once(use))
