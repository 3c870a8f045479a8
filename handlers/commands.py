"""What answers each slash command of the table (bot/reading/commands.py).

Each also works as `/rapport <command> …`, for workspaces where another app owns its name.
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
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


def answer(asking: Asking, name: str, typed: str) -> Message | None:
    """Answer a command by its name without the slash."""
    first, _, rest = typed.strip().partition(" ")
    if name == "rapport" and first.lower().lstrip("/") in ANSWERS and first.lower() != "rapport":
        return answer(asking, first.lower().lstrip("/"), rest)
    if first.lower() == "help" and not rest:
        return command_help(name)
    return ANSWERS[name](asking, typed)


def register(app: App, deps: Deps) -> None:
    """One listener for each command, and those of the features that they open: forms and buttons."""
    for feature in (*_OF_LINES, customers):
        feature.register(app, deps)
    for name in ANSWERS:

        @app.command(f"/{name}")
        def on_command(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
            message = answer(Asking.of(deps, context, body), body["command"].removeprefix("/"), body.get("text", ""))
            if message is None:
                ack()
            else:
                ack(response_type="ephemeral", **message.payload())
