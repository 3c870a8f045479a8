"""`rapport`: the commands by name, and how what goes wrong is told."""

import importlib
import os
from typing import Any

import click

from bot.cli.loading import without_collecting
from bot.config import ConfigError
from bot.domain.errors import RapportError
from storage.private import UMASK

COMMANDS = {
    "run": "Connect to Slack and work, until stopped.",
    "sandbox": "Try Rapport without Slack: a stand-in with a made-up business.",
    "manifest": "Print the app's manifest for api.slack.com.",
    "doctor": "Check tokens, channels, people, database and clock.",
    "import": "Add customers from a CSV or vCard file; Rapport must be stopped.",
    "export": "Write every customer to a file: CSV, JSON or vCard.",
    "access": "Write all that is kept of one customer to files.",
    "audit": "Print who looked at whom, as CSV.",
    "outbox": "List what Slack refused for good, and send it again.",
    "backup": "Copy the database while Rapport runs.",
    "move": "Move the data to PostgreSQL, or back to files; Rapport must be stopped.",
    "encrypt": "Encrypt the databases, or make them plain again; Rapport must be stopped.",
    "restore": "Go back to a backup; Rapport must be stopped.",
    "score": "Say how texts feel, one per line of the input.",
}
"""What `--help` says of each; the command is the function of that name in bot/cli/<name>.py."""

NAMES = {"import": "import_file"}
"""Commands whose name Python keeps for itself, and what their function and file are called."""


class Commands(click.Group):
    """Imports a command only when it is wanted: some take a second to load, and the sandbox needs an extra."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """In the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if name not in COMMANDS:
            return None
        own = NAMES.get(name, name)
        with without_collecting():
            command: click.Command = getattr(importlib.import_module(f"bot.cli.{own}"), own)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for `--help`, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401  # as in click
        """Run a command. What a person can mend is told in words, with exit status 1."""
        try:
            return super().invoke(context)
        except RapportError as error:
            raise click.ClickException(error.sentence) from error
        except ConfigError as error:
            raise click.ClickException(f"missing or wrong, in the environment or in .env:\n{error}") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rapport", prog_name="rapport")
def main() -> None:
    """Rapport looks after a team's customers, in Slack.

    Settings come from the environment or from the file .env of the current folder.
    """
    os.umask(UMASK)  # whatever a command makes holds customers' data, or may
