"""Slack's escaped text, read once: entities, people, channels and links become plain words.

Slack writes `&`, `<` and `>` that people type as entities, and puts in angle brackets only what it resolved itself
(docs.slack.dev, "Escaping text" and "Retrieving messages"), so a `<@U1>` typed by hand can never pass for a mention.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.reading.clean_text import clean

_MARKUP = re.compile(r"<([^<>]*)>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_MARK = re.compile("\ufdd0([0-9]+)\ufdd1")  # noncharacters, of which a clean text has none
_MENTION = re.compile(r"([@#])([A-Z][A-Z0-9]+)(?:\|(.*))?", re.DOTALL)
_LINK = re.compile(r"((?:mailto|tel|https?|ftp|sftp|slack):[^|]*)(?:\|(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Mention:
    """A person or a channel that somebody picked in Slack; `name` is "" where Slack sent none."""

    kind: Literal["person", "channel"]
    id: str
    name: str

    @property
    def words(self) -> str:
        """How it reads in a stored text: @ana, #customers; inert, it pings nobody."""
        return ("@" if self.kind == "person" else "#") + (self.name or self.id)


class Marks:
    """Mentions set aside while a line is read: each stands in the text as a mark, one word that nobody can type."""

    def __init__(self, name_of: Callable[[str], str] = str) -> None:
        """`name_of` gives the handle of a person who was picked and came without it."""
        self._mentions: list[Mention] = []
        self._name_of = name_of

    def set_aside(self, mention: Mention) -> str:
        """The mark that stands for this mention."""
        if mention.kind == "person" and not mention.name:
            mention = replace(mention, name=self._name_of(mention.id))
        self._mentions.append(mention)
        return f"\ufdd0{len(self._mentions) - 1}\ufdd1"

    def find(self, word: str) -> Mention | None:
        """The mention that this word is the mark of."""
        mark = _MARK.fullmatch(word)
        return self._mentions[int(mark[1])] if mark else None

    def plain(self, marked: str) -> str:
        """The text with the mentions in words again."""
        return _MARK.sub(lambda mark: self._mentions[int(mark[1])].words, marked)


def unescape(text: str, name_of: Callable[[str], str] = str) -> str:
    """Plain words for a text as Slack sends it. To be done once.

    `name_of` gives the name for a user or channel id that came without one (messages, as against slash text).
    """
    return unescape_with(
        text, lambda mention: mention.words if mention.name else mention.words[0] + name_of(mention.id)
    )


def unescape_with(text: str, write: Callable[[Mention], str]) -> str:
    """Plain words, each mention written as the caller wants it.

    Cleaned first, so that what is set aside can be marked with signs that no text has.
    """
    parts = _MARKUP.split(clean(text))
    return "".join(_markup(part, write) if odd % 2 else _entities(part) for odd, part in enumerate(parts))


def _entities(text: str) -> str:
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], text)


def _markup(inside: str, write: Callable[[Mention], str]) -> str:
    if mention := _MENTION.fullmatch(inside):
        kind: Literal["person", "channel"] = "person" if mention[1] == "@" else "channel"
        return write(Mention(kind, mention[2], _entities(mention[3] or "").lstrip("@#")))
    if inside.startswith("!"):
        return _special(inside[1:])
    if link := _LINK.fullmatch(inside):
        return _link(_entities(link[1]), _entities(link[2] or ""))
    return _entities(f"<{inside}>")


def _special(inside: str) -> str:
    """<!here>, <!subteam^S1|@crew>, <!date^…|today>: the words one sees, which ping nobody."""
    name, _, label = inside.partition("|")
    return (_entities(label) if "^" in name else "") or "@" + name.partition("^")[0]


def _link(target: str, label: str) -> str:
    """The address; a label of its own stands before it, so that what is stored shows where a link leads."""
    if target.startswith("tel:"):
        return label or target.removeprefix("tel:")
    target = target.removeprefix("mailto:")
    return f"{label} ({target})" if label and label not in target else label or target
