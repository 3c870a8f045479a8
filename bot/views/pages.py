"""Messages as pages: a confirmation after a form, a card opened from a button."""

from bot.views.blocks import modal
from bot.views.message import Message, View


def page(title: str, message: Message) -> View:
    """A message shown over the conversation, with only a Close button."""
    return modal("", title, message.blocks)
