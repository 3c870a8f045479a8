"""Asking at a terminal before something is done. Nothing is done without an answer."""

import click

from bot.domain.errors import RapportError


def check_agreed(question: str) -> None:
    """Go on only where the answer is yes. Raises RapportError for no, and where nobody can answer."""
    try:
        is_agreed = click.confirm(question)
    except click.Abort:
        raise RapportError(
            "Nothing was changed, because nobody answered. Run it at a terminal, or see --help."
        ) from None
    if not is_agreed:
        raise RapportError("Nothing was changed.")
