"""Refusals and errors, as somebody reads them."""

import re

from bot.views.blocks import context, modal, preformatted, section
from bot.views.message import Message, View
from bot.views.mrkdwn import SECTION_LENGTH, clip, escape

MENTION = re.compile("\ufdd2([A-Z0-9]+)\ufdd3")
"""A person within a sentence (bot.domain.errors.who)."""


def refusal(sentence: str, typed: str = "") -> Message:
    """What happened and what to do. All of it is words, but for the people it names.

    `typed`: the line that was refused, to be copied and mended.
    """
    shown = clip(with_mentions(sentence), SECTION_LENGTH)
    return Message(shown, [section(shown), *([context("You typed:"), preformatted(typed)] if typed else [])])


def error_view(sentence: str) -> View:
    """The same over a form; closing it leads back to the form with everything typed."""
    return modal("", "That did not work", [section(clip(with_mentions(sentence), SECTION_LENGTH))])


def at_field(sentence: str) -> str:
    """The same beside a field of a form, where Slack shows no mentions."""
    return MENTION.sub(lambda found: "this person" if found.start() else "This person", sentence)


def with_mentions(sentence: str) -> str:
    """Escaped, with the people it names as mentions."""
    return MENTION.sub(r"<@\1>", escape(sentence))
