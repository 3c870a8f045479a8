"""`rapport backup`: a copy of each database, while the bot runs."""

from pathlib import Path

import click

from bot.cli.kept_where import only_files
from bot.config import database_key, load
from bot.domain.clock import SystemClock
from bot.domain.errors import NotFoundError
from storage import backup as storage_backup


@click.command()
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the copies go.  [default: backups in RAPPORT_DATA]")  # fmt: skip
@click.option("--keep", type=click.IntRange(1), default=14, show_default=True, help="How many copies are kept.")
def backup(folder: Path | None, keep: int) -> None:
    """Copy the database to a file with the date, and remove the oldest copies.

    Rapport may run meanwhile; do not copy its database file by other means.
    """
    settings = load("none")
    only_files(settings, 'Copy a workspace by: pg_dump --schema=t012ab3cd --file=T012AB3CD.sql "$RAPPORT_DATABASE"')
    data, key = settings.data, database_key(settings)
    found = storage_backup.databases(data)
    if not found:
        raise NotFoundError(f"There is no database in {data} yet. Is RAPPORT_DATA the right folder?")
    for database in found:
        copy = storage_backup.backup(database, folder or data / storage_backup.BACKUPS, SystemClock().now(), keep, key)
        click.echo(f"{copy} ({copy.stat().st_size / 1e6:.1f} MB)")
