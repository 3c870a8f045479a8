"""`rapport score`: how texts feel."""

from typing import TextIO, get_args

import click

from bot.domain.mood import Sensitivity
from bot.sentiment import load, score_lines


@click.command()
@click.argument("texts", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
@click.option("--sensitivity", type=click.Choice(get_args(Sensitivity)), default="balanced", show_default=True)
@click.option("--notes", is_flag=True, help="The texts are notes that staff typed, as by /touchpoint.")
def score(texts: TextIO, sensitivity: Sensitivity, *, notes: bool) -> None:
    """Say how the texts of a file feel, one a line; without a file, those of the standard input.

    A line is a text, or JSON such as {"text": "Never again."}. Each is answered by a line of JSON.
    """
    scorer = load().of_staff() if notes else load()
    score_lines(scorer, texts, lambda answer: click.echo(answer, nl=False), sensitivity)
