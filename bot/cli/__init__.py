"""The command line. Each command has a file of its own, imported when it is called."""

from bot.cli.group import main

__all__ = ["main"]
