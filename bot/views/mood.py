"""How the mood scorer does."""

from bot.views import ids
from bot.views.blocks import actions, button, confirm, section
from bot.views.message import Message
from bot.views.mrkdwn import escape


def mood_report(in_words: str, *, may_reset: bool) -> Message:
    """What labels taught it, with a way back for those who may."""
    blocks = [section(f"*How the mood scorer does*\n{escape(in_words)}")]
    if may_reset:
        question = confirm(
            "Forget what was learned?", "It scores as shipped then. Labels given so far count no more.", "Forget it"
        )
        blocks.append(actions(button("Forget what was learned", ids.RESET_MOOD, style="danger", confirmation=question)))
    return Message(f"How the mood scorer does: {escape(in_words)}", blocks)
