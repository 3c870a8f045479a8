"""/rapport stewards: for leads, who is asked next when nobody claims an alert."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.customers import Tier
from bot.domain.saying import say
from bot.use_cases.session import Session
from bot.use_cases.stewards import set_stewards, stewards_to_change
from bot.views import form_ids, ids
from bot.views.message import Message
from bot.views.stewards import stewards_form, stewards_set
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.settings import after_form_on_page


def answer(asking: Asking) -> Message | None:
    """Open the form. Raises NotAllowedError for members."""
    with asking.reading() as session:
        view = stewards_form(stewards_to_change(session))
    asking.open(view)
    return None


def register(app: App) -> None:
    """The form, and the button in the settings that opens it."""

    @app.action(ids.SHOW_STEWARDS)
    def show(ack: Ack, context: BoltContext) -> None:
        answer(Asking.of(context))
        ack()

    @app.view(form_ids.STEWARDS_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        chosen = {str(tier): form.text(tier) for tier in Tier}
        asking.giving_to_each((tier, person) for tier, person in chosen.items() if person)

        def use(session: Session) -> Message:
            done = set_stewards(session, chosen)
            return stewards_set(done.by_tier, done.undo_id)

        after_form_on_page(asking, ack, say("Stewards"), asking.once(use))
