"""`rapport restore`: back to a backup."""

from pathlib import Path

import click

from bot.config import database_key, load
from bot.domain.clock import SystemClock
from storage import backup


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.confirmation_option(prompt="What happened since that backup will be gone. Go on?")
def restore(file: Path) -> None:
    """Go back to a backup FILE. Stop Rapport first.

    What was waiting to be sent when the backup was taken is not sent. What the database held until now is kept in the
    folder before-restore.
    """
    settings = load("none")
    database, before = backup.restore(file, settings.data, SystemClock().now(), database_key(settings))
    click.echo(f"{database} is as it was in {file.name}. Start Rapport again.")
    if before:
        click.echo(f"What it held until now is in {before}.")
