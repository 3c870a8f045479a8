"""What Rapport says: text and blocks travel together, so that no message is ever without words."""

from dataclasses import dataclass, field
from typing import Any

from bot.views.size import LONGEST_TEXT, cut, fitted

Block = dict[str, Any]
"""One Block Kit block, as Slack's JSON."""

View = dict[str, Any]
"""A modal or Home tab, as Slack's JSON."""


@dataclass(frozen=True)
class File:
    """A file of a message: its name, its title in Slack, what is in it."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Message:
    """A message: `text` for notifications and screen readers, `blocks` for the screen.

    `about`: the customer whom it alone is about, whose card Slack shows below it where it can.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    about: int | None = field(default=None, kw_only=True)

    def payload(self) -> dict[str, Any]:
        """The arguments that Slack's methods, acks and response_urls take, no larger than Slack takes them."""
        return {"text": cut(self.text, LONGEST_TEXT), "blocks": fitted(self.blocks)}


@dataclass(frozen=True)
class FileMessage(Message):
    """A file with a line above it; `without` is what is said where the app may not upload files."""

    file: File = field(default=File("", "", b""))
    without: str = ""


@dataclass(frozen=True)
class WithoutFiles(Message):
    """What a message says from now on; files that it had are deleted."""
