"""The Undo button under every confirmation and in `/rapport undo`."""

from slack_bolt import Ack, App, BoltContext

from bot.domain.carried import row_id
from bot.use_cases.session import Session
from bot.use_cases.shown_in import is_answer
from bot.use_cases.undo import FROM_CONFIRMATION, LOOK_BACK, undo, undoable
from bot.views import ids
from bot.views.message import Message
from bot.views.undo import FROM_LIST, undo_list, undone
from handlers import settings
from handlers.asking import Asking
from handlers.outcome import after_click


def answer(asking: Asking) -> Message:
    """What the one who asks did lately, with a button to take each back."""
    return asking.look(lambda session: undo_list(undoable(session)))


def register(app: App) -> None:
    """The button."""

    @app.action(ids.UNDO)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        is_in_list = asking.value.startswith(FROM_LIST)
        within, entry_id = LOOK_BACK if is_in_list else FROM_CONFIRMATION, row_id(asking.value.removeprefix(FROM_LIST))

        def use(session: Session) -> Message:
            done = undone(undo(session, entry_id, within=within).what)
            return undo_list(undoable(session), done) if is_in_list else done

        done = asking.once(use)
        if settings.is_on_page(asking):
            settings.show_again(asking, done)
        elif _is_answered(asking):
            asking.deps.replies.send(asking.body["response_url"], done.payload(), replace=True)
        else:
            after_click(asking, done, replace=True)
        ack()


def _is_answered(asking: Asking) -> bool:
    """Whether the click was on the answer in their direct message, which then says what is so no more."""
    container = asking.body.get("container") or {}
    if not asking.is_public or not asking.body.get("response_url"):
        return False
    with asking.reading() as session:
        return is_answer(session, str(container.get("channel_id", "")), str(container.get("message_ts", "")))
