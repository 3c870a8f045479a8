"""What answers each slash command of the table (bot/reading/commands.py).

Each also works as `/rapport <command> …`, for workspaces where another app owns its name.
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.reading.abroad import HELP
from bot.views.help import command_help
from bot.views.message import Message
from handlers import customers, followups, log_contact, rapport, thanks
from handlers.asking import Asking
from handlers.line_commands import LineCommand

Answer = Callable[[Asking, str], Message | None]
"""Answers a command's text; None when a form was opened instead."""

_OF_LINES = (log_contact, followups, thanks)
"""The features whose commands are lines."""

LINES: dict[str, LineCommand] = {command.name: command for feature in _OF_LINES for command in feature.LINES}

ANSWERS: dict[str, Answer] = {
    **{name: command.answer for name, command in LINES.items()},
    "followup": followups.answer,
    "customer": customers.answer,
    "rapport": rapport.answer,
}


def register(app: App) -> None:
    """One listener for each command, and those of the features that they open: forms and buttons."""
    for feature in (*_OF_LINES, customers):
        feature.register(app)
    for command in ANSWERS:

        @app.command(f"/{command}")
        def on_command(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
            name, typed = _meant(body["command"].removeprefix("/"), body.get("text", ""))
            is_help = typed.strip().lower() in HELP
            message = command_help(name) if is_help else ANSWERS[name](Asking.of(context), typed)
            if message is None:
                ack()
            else:
                ack(response_type="ephemeral", **message.payload())


def _meant(name: str, typed: str) -> tuple[str, str]:
    """The command, without its slash, and its text: what stands behind `/rapport`, where that is one."""
    first, _, rest = typed.strip().partition(" ")
    behind = first.lower().removeprefix("/")
    return (behind, rest) if name == "rapport" and behind in ANSWERS.keys() - {"rapport"} else (name, typed)
