"""Refusals and errors, as somebody reads them."""

from collections.abc import Sequence

from bot.domain.errors import Part, Who
from bot.domain.saying import say
from bot.views.blocks import context, modal, preformatted, section
from bot.views.message import Message, View
from bot.views.mrkdwn import SECTION_LENGTH, clip, escape


def refusal(parts: Sequence[Part], typed: str = "") -> Message:
    """What happened and what to do. All of it is words, but for the people it names.

    `typed`: the line that was refused, to be copied and mended.
    """
    shown = clip(with_mentions(parts), SECTION_LENGTH)
    return Message(shown, [section(shown), *([context(say("You typed:")), preformatted(typed)] if typed else [])])


def error_view(parts: Sequence[Part]) -> View:
    """The same over a form; closing it leads back to the form with everything typed."""
    return modal("", say("That did not work"), [section(clip(with_mentions(parts), SECTION_LENGTH))])


def with_mentions(parts: Sequence[Part]) -> str:
    """Escaped, with the people it names as mentions."""
    return "".join(f"<@{part.id}>" if isinstance(part, Who) else escape(part) for part in parts)
