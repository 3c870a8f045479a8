"""/rapport mood: how the scorer does, and for leads a way to make it forget what it learned."""

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.domain.rights import MOODS
from bot.domain.saying import say
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
    return mood_report(asking.deps.scorer.in_words(), may_reset=asking.may(MOODS))


def register(app: App) -> None:
    """The reset button, and the one that takes back what was said of a note; for leads and admins."""

    @app.action(ids.RESET_MOOD)
    def reset(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)

        def use(session: Session) -> Message:
            reset_learning(session)
            return plain(
                say("The scorer has forgotten what it learned here, and scores as shipped. New labels teach it anew.")
            )

        message = asking.once(use)
        asking.deps.scorer.forget()
        asking.reply(message, replace=True)
        ack()

    @app.action(ids.TAKE_BACK_FINE)
    def not_fine(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)

        def use(session: Session) -> Message:
            take_back(session, row_id(asking.value))
            return plain(say("Taken back: the next note of these words alarms the team again."))

        asking.reply(asking.once(use))
        ack()
