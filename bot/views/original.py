"""Whose words something was made of: who wrote the message in Slack, when, and the way to it."""

from bot.domain.original import Original, is_person
from bot.domain.saying import say
from bot.views.blocks import context, section
from bot.views.days import moment
from bot.views.message import Block
from bot.views.mrkdwn import inert, quote

SHOWN = 600
"""Characters of a message beside what was made of it; all of them stand where it leads to."""


def source(original: Original) -> str:
    """“said by @ben 26 Nov at 14:05 · original message”; "" where nothing is known of it."""
    return " · ".join(filter(None, [said_by(original), _link(original.link)]))


def said_by(original: Original) -> str:
    """Who wrote it, and when."""
    at = original.said_at
    if not original.said_by:
        return ""
    who = f"<@{original.said_by}>" if is_person(original.said_by) else inert(original.said_by, 60)
    return say("said by {who}, {when}", who=who, when=moment(at)) if at else say("said by {who}", who=who)


def _link(link: str) -> str:
    return f"<{link}|{say('original message')}>" if link else ""


def original_part(original: Original | None) -> list[Block]:
    """The message itself, beside a follow-up that was made of it."""
    if original is None:
        return []
    words = [section(quote(original.text, SHOWN))] if original.text else []
    return [*words, *([context(said)] if (said := source(original)) else [])]
