"""What is meant? One question about a line, with its answers as buttons; what was typed is kept meanwhile."""

from bot.domain.saying import say
from bot.reading.doubts import Doubt
from bot.views import ids
from bot.views.blocks import actions, button, section
from bot.views.errors import with_mentions
from bot.views.message import Message
from bot.views.mrkdwn import SECTION_LENGTH, clip, quote

ANSWERS = (ids.MEANING_1, ids.MEANING_2, ids.MEANING_3, ids.MEANING_4)


def which_meaning(doubt: Doubt, kept_id: int, typed: str) -> Message:
    """Ask; one click finishes the command, another one opens the form with all of it."""
    answers = [
        button(choice.label, action_id, f"{kept_id}:{choice.key}:{choice.value}")
        for action_id, choice in zip(ANSWERS, doubt.choices, strict=False)
    ]
    sentence = clip(with_mentions(doubt.parts), SECTION_LENGTH - 100)
    form = button(say("Fill in the form"), ids.FILL_IN, kept_id)
    return Message(
        sentence,
        [
            section(say("{sentence} Your text is kept.", sentence=sentence)),
            section(quote(typed)),
            actions(*answers, form),
        ],
    )
