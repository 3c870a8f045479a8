"""/rapport mood: how the scorer does, and for leads a way to make it forget what it learned."""

from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.domain.carried import row_id
from bot.use_cases.mood_labels import reset_learning
from bot.use_cases.said_fine import take_back
from bot.use_cases.session import Session
from bot.views import ids
from bot.views.confirmation import plain
from bot.views.message import Message
from bot.views.mood import mood_report
from handlers.asking import Asking


def answer(asking: Asking) -> Message:
    """Labels, precision and recall in words."""
    return mood_report(asking.deps.scorer.in_words(), may_reset=asking.person.may_set)


def register(app: App, deps: Deps) -> None:
    """The reset button, and the one that takes back what was said of a note; for leads and admins."""

    @app.action(ids.RESET_MOOD)
    def reset(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(deps, context, body)

        def use(session: Session) -> Message:
            reset_learning(session)
            return plain(
                "The scorer has forgotten what it learned here, and scores as shipped. New labels teach it anew."
            )

        message = asking.once(use)
        deps.scorer.forget()
        asking.reply(message, replace=True)
        ack()

    @app.action(ids.TAKE_BACK_FINE)
    def not_fine(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        asking = Asking.of(deps, context, body)

        def use(session: Session) -> Message:
            take_back(session, row_id(asking.value))
            return plain("Taken back: the next note of these words alarms the team again.")

        asking.reply(asking.once(use))
        ack()
