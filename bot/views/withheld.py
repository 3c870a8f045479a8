"""What stands in the place of a message whose readers may not see it any more."""

from bot.domain.saying import say
from bot.views.blocks import section
from bot.views.message import Message


def withheld() -> Message:
    """Says nothing of anybody; what it was about goes on inside the team."""
    text = say("This message was for the team only, and is no longer shown here.")
    return Message(text, [section(f":lock: {text}")])
