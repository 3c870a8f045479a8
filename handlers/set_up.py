"""The first run: the buttons of the message that leads through it, and `/rapport setup`, which shows it again."""

from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext

from bot.domain.rights import SETTINGS
from bot.domain.saying import say
from bot.domain.set_up import SetUp
from bot.use_cases.session import Session
from bot.use_cases.set_up import confirm, leave, resume
from bot.views import ids
from bot.views.message import Message
from bot.views.set_up import set_up
from handlers import settings
from handlers.asking import Asking

AT_ONCE: dict[str, Callable[[Session], SetUp]] = {ids.CONFIRM_SET_UP: confirm, ids.LEAVE_SET_UP: leave}
"""Buttons that need nothing more than the click."""


def answer(asking: Asking) -> Message:
    """How far it is, for any lead; what was left is gone on with. Raises NotAllowedError for members."""
    asking.check(SETTINGS)
    return asking.once(lambda session: set_up(resume(session), keeps_up=False))


def register(app: App) -> None:
    """The buttons."""
    for action_id, do in AT_ONCE.items():
        _at_once(app, action_id, do)

    @app.action(ids.SHOW_SET_UP)
    def show(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        asking.reply(answer(asking), title=say("Set-up"))
        ack()

    @app.action(ids.CHANGE_SET_UP)
    def change(ack: Ack, context: BoltContext) -> None:
        settings.ask_first(Asking.of(context))
        ack()


def _at_once(app: App, action_id: str, do: Callable[[Session], SetUp]) -> None:
    @app.action(action_id)
    def click(ack: Ack, context: BoltContext) -> None:
        asking = Asking.of(context)
        message = asking.once(lambda session: set_up(do(session), keeps_up=False))
        if not asking.is_public:  # the direct message is edited
            asking.reply(message, replace=True, title=say("Set-up"))
        ack()
