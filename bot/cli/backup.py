"""`rapport backup`: a copy of each database, while the bot runs."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.config import Settings, database_key, load
from bot.domain.clock import SystemClock
from bot.domain.errors import NotFoundError
from bot.views.mrkdwn import count
from storage import backup as storage_backup
from storage.engines.opening import dump_all


@click.command()
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the copies go.  [default: backups in RAPPORT_DATA]")  # fmt: skip
@click.option("--keep", type=click.IntRange(1), default=14, show_default=True, help="How many copies are kept.")
@click.option("--list", "is_list", is_flag=True, help="Only list the copies there are, with their age.")
def backup(folder: Path | None, keep: int, *, is_list: bool) -> None:
    """Copy the database to a file with the date, and remove the oldest copies.

    Rapport may run meanwhile; do not copy its database file by other means. From PostgreSQL its own pg_dump copies.
    """
    settings = load("none")
    folder = folder or settings.data / storage_backup.BACKUPS
    if is_list:
        _list(folder)
        return
    if settings.database:
        made = dump_all(settings.database, folder, SystemClock().now(), keep)
    else:
        made = _of_files(settings, folder, keep)
    for copy in made:
        click.echo(f"{copy} ({copy.stat().st_size / 1e6:.1f} MB)")


def _list(folder: Path) -> None:
    """The oldest first: what was erased since is still in them."""
    now = SystemClock().now()
    copies = sorted(path for ending in ("db", "dump") for path in folder.glob(f"*.{ending}"))
    for copy in copies:
        days = (now - datetime.fromtimestamp(copy.stat().st_mtime, UTC)).days
        click.echo(f"{copy} ({copy.stat().st_size / 1e6:.1f} MB, {count(days, 'day')} old)")
    if not copies:
        click.echo(f"There is no copy in {folder}.")


def _of_files(settings: Settings, folder: Path, keep: int) -> Iterator[Path]:
    key = database_key(settings)
    found = storage_backup.worth_copying(settings.data)
    if not found:
        raise NotFoundError(f"There is no database in {settings.data} yet. Is RAPPORT_DATA the right folder?")
    for database in found:
        yield storage_backup.backup(database, folder, SystemClock().now(), keep, key)
