"""The answer to a satisfaction check: Satisfied or Not satisfied, each with what the customer said."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.errors import OutdatedError
from bot.domain.rating import Rating
from bot.domain.satisfaction import CheckAnswer
from bot.domain.saying import say
from bot.use_cases.reopening import answer
from bot.use_cases.session import Session, customer_of, followup_of
from bot.views import form_ids, ids
from bot.views.confirmation import done_with
from bot.views.message import Message
from bot.views.satisfaction import answered, check_form
from handlers.asking import Asking
from handlers.filled_form import Filled
from handlers.log_contact import mood_of
from handlers.outcome import after_form

STARS = frozenset("12345")


def open_form(asking: Asking, followup_id: int, *, is_satisfied: bool = True) -> None:
    """Ask what they said."""
    with asking.reading() as session:
        followup = followup_of(session, followup_id)
        view = check_form(followup, customer_of(session, followup.customer_id), is_satisfied=is_satisfied)
    asking.open(view)


def register(app: App) -> None:
    """Both buttons and their form."""
    for action_id, is_satisfied in ((ids.SATISFIED, True), (ids.NOT_SATISFIED, False)):
        _register_button(app, action_id, is_satisfied=is_satisfied)

    @app.view(form_ids.CHECK_FORM)
    def submit(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking, form = Asking.of(context), Filled.of(body)
        given = _given(asking, form)

        def use(session: Session) -> Message:
            changed = answer(session, form.number("about"), given)
            customer = customer_of(session, changed.followup.customer_id)
            return done_with(answered(customer, is_satisfied=given.is_satisfied), changed.undo_id, customer.id)

        after_form(asking, ack, say("Satisfaction check"), asking.once(use))


def _register_button(app: App, action_id: str, *, is_satisfied: bool) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        open_form(asking, row_id(asking.value), is_satisfied=is_satisfied)
        ack()


def _given(asking: Asking, form: Filled) -> CheckAnswer:
    stars, words = form.text("stars"), form.text("text")
    if stars and stars not in STARS:
        raise OutdatedError
    rating = Rating("csat", int(stars)) if stars else None
    return CheckAnswer(form.metadata.get("satisfied") is True, words, mood_of(asking, words), rating)
