"""/rapport: help, status, settings, undo."""

from bot.views.help import command_help
from bot.views.message import Message
from handlers import undo
from handlers.asking import Asking


def answer(asking: Asking, typed: str) -> Message | None:
    """Help, unless a known word was typed."""
    if typed.strip().lower() == "undo":
        return undo.answer(asking)
    return command_help("rapport")
