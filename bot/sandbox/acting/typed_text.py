"""What a person types, as Slack passes it on: https://docs.slack.dev/interactivity/implementing-slash-commands."""

import re
from collections.abc import Callable

from bot.sandbox.world.workspace import Workspace

_PICKED = re.compile(r"<([@#])([A-Z0-9]+)(?:\|[^<>]*)?>")
_LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]}'\"]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def escaped(text: str) -> str:
    """Slack's three entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def command_text(workspace: Workspace, text: str) -> str:
    """A command's text with `should_escape`: picked people and channels with their names, all else escaped.

    Emails and links stay plain. People and channels that do not exist were typed, not picked.
    """
    return _around_picked(workspace, text, lambda sign, ref, name: f"<{sign}{ref}|{name}>", escaped)


def message_text(workspace: Workspace, text: str) -> str:
    """A message's text: picked people and channels by id alone, links and emails marked up, all else escaped."""
    return _around_picked(workspace, text, lambda sign, ref, _: f"<{sign}{ref}>", _linked)


def _around_picked(
    workspace: Workspace, text: str, picked: Callable[[str, str, str], str], typed: Callable[[str], str]
) -> str:
    parts, end = [], 0
    for found in _PICKED.finditer(text):
        sign, ref = found.groups()
        name = _name(workspace, sign, ref)
        if name is not None:
            parts += [typed(text[end : found.start()]), picked(sign, ref, name)]
            end = found.end()
    return "".join([*parts, typed(text[end:])])


def _name(workspace: Workspace, sign: str, ref: str) -> str | None:
    if sign == "@":
        return workspace.users[ref]["name"] if ref in workspace.users else None
    channel = workspace.channels.get(ref)
    return None if channel is None or channel.is_im else channel.name


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in re.finditer(f"{_LINK.pattern}|{_EMAIL.pattern}", text):
        word = escaped(found.group())
        link = f"<{word}>" if "://" in word else f"<mailto:{word}|{word}>"
        parts += [escaped(text[end : found.start()]), link]
        end = found.end()
    return "".join([*parts, escaped(text[end:])])
