"""`rapport score`: how texts feel."""

from typing import get_args

import click

from bot.domain.mood import Sensitivity
from bot.sentiment import load, score_lines


@click.command()
@click.option("--sensitivity", type=click.Choice(get_args(Sensitivity)), default="balanced", show_default=True)
def score(sensitivity: Sensitivity) -> None:
    """Read texts from the standard input, one a line, and say how each feels.

    A line is a text, or JSON such as {"text": "Never again."}. Each is answered by a line of JSON.
    """
    lines = click.get_text_stream("stdin", encoding="utf-8", errors="replace")
    score_lines(load(), lines, lambda answer: click.echo(answer, nl=False), sensitivity)
