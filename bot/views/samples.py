"""Samples of messages: marked as such, of somebody made up, and with nothing to press."""

from collections.abc import Callable
from types import MappingProxyType

from bot.domain.drafts import Draft
from bot.domain.reader import Reader
from bot.domain.samples import NOBODY, sample_alert, sample_day, sample_overdue, sample_week
from bot.domain.saying import later, say
from bot.views.alert import alert
from bot.views.blocks import context, section
from bot.views.digest import digest
from bot.views.escalation import escalated
from bot.views.message import Block, Message
from bot.views.mrkdwn import inert
from bot.views.templates import preview_of
from bot.views.week import week

MARK = later(":test_tube: *This is a sample*, of somebody made up. There is nothing to do; its buttons are left out.")
ON_ITS_WAY = later("A sample is on its way: see your direct messages with Rapport.")

_VIEWS: MappingProxyType[str, Callable[[Reader], Message]] = MappingProxyType(
    {
        "alert": lambda reader: alert(sample_alert(reader)),
        "escalation": lambda reader: escalated(sample_overdue(reader), reader, gone_on=False),
        "week": lambda reader: week(sample_week(reader), reader),
        "digest": lambda reader: digest(sample_day(reader), reader),
    }
)
"""Key of SAMPLES (bot/domain/samples.py) -> the message, as it would be; notes are in the team's own words."""


def sample(key: str, reader: Reader) -> Message | None:
    """None where there is no such sample (any more)."""
    view = _VIEWS.get(key)
    if view is None:
        return None
    return _marked(view(reader))


def sample_note(words: Draft) -> Message:
    """A note to a customer in a wording of the team's."""
    return _marked(Message(inert(words.subject), preview_of(words, NOBODY)))


def _marked(shown: Message) -> Message:
    text = say("A sample: {text}", text=shown.text)
    return Message(text, [context(say(MARK)), *_inert(shown.blocks)])


def on_its_way() -> Message:
    """For the one who asked."""
    return Message(say(ON_ITS_WAY), [section(say(ON_ITS_WAY))])


def _inert(blocks: list[Block]) -> list[Block]:
    """Without buttons, and without the ids that come back with a click on one."""
    kept = [block for block in blocks if block["type"] != "actions"]
    return [{name: part for name, part in block.items() if name not in {"accessory", "block_id"}} for block in kept]
