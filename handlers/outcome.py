"""Where somebody sees what came of their click or form: in the place where they are, never in one more dialog."""

from slack_bolt import Ack

from bot.views.message import Message
from bot.views.pages import page
from handlers import home
from handlers.asking import FROM_HOME, ORIGIN, Asking


def after_click(asking: Asking, message: Message, *, replace: bool = False) -> None:
    """Answer a click: on Home at the top of the tab, elsewhere where it was (see Asking.reply)."""
    if asking.is_home:
        home.publish(asking, message)
    else:
        asking.reply(message, replace=replace)


def after_form(asking: Asking, ack: Ack, title: str, message: Message) -> None:
    """Close the form, and everything under it, and confirm where it was opened from, to this person only.

    Only a form without such a place (a global shortcut, a restart in between) is replaced by a short page.
    """
    if asking.view_ids.get(FROM_HOME):
        home.publish(asking, message)
    elif not asking.deps.replies.answer(asking.view_ids.get(ORIGIN, ""), message.payload()):
        ack(response_action="update", view=asking.with_origin(page(title, message)))
        return
    ack(response_action="clear")
