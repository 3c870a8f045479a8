"""How the mood scorer does."""

from bot.domain.saying import say
from bot.views import ids
from bot.views.blocks import actions, button, confirm, section
from bot.views.message import Message
from bot.views.mrkdwn import escape


def mood_report(in_words: str, *, may_reset: bool) -> Message:
    """What labels taught it, with a way back for those who may."""
    blocks = [section(say("*How the mood scorer does*\n{in_words}", in_words=escape(in_words)))]
    if may_reset:
        question = confirm(
            say("Forget what was learned?"),
            say("It scores as shipped then. Labels given so far count no more."),
            say("Forget it"),
        )
        blocks.append(
            actions(button(say("Forget what was learned"), ids.RESET_MOOD, style="danger", confirmation=question))
        )
    return Message(say("How the mood scorer does: {in_words}", in_words=escape(in_words)), blocks)
