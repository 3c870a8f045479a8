"""`rapport restore`: back to a backup."""

from pathlib import Path

import click
from pydantic import SecretStr

from bot.cli.agreed import check_agreed
from bot.config import Settings, database_key, load
from bot.domain.clock import SystemClock
from bot.domain.restored import Lost
from bot.views.mrkdwn import count
from bot.views.restored import lost_in_words
from storage import backup
from storage.engines.opening import bring_back_dump, look_at_dump


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, *, yes: bool) -> None:
    """Go back to a backup FILE. Stop Rapport first.

    Says what came after it, and asks. What was waiting to be sent when the backup was taken is not sent; the leads are
    told in Slack. What the database held until now is kept, in the folder before-restore or in a schema of its own.
    """
    settings = load("none")
    if settings.database:
        _on_server(settings.database, file, yes=yes)
    else:
        _in_file(settings, file, yes=yes)


def _in_file(settings: Settings, file: Path, *, yes: bool) -> None:
    key = database_key(settings)
    found = backup.prospect(file, settings.data, key)
    click.echo(f"A backup of the workspace {found.workspace}, taken {found.backup_at:%A %d %B %Y, %H:%M} UTC.")
    click.echo(f"What happened since that backup will be gone: {_gone(found.lost)}.")
    if not yes:
        check_agreed("Go on?")
    database, before = backup.restore(file, settings.data, SystemClock().now(), key)
    click.echo(f"{database} is as it was in {file.name}. Start Rapport again.")
    if before:
        click.echo(f"What it held until now is in {before}.")


def _on_server(url: SecretStr, file: Path, *, yes: bool) -> None:
    copy = look_at_dump(file)
    click.echo(f"A backup of the workspace {copy.workspace}, taken {copy.taken_at:%A %d %B %Y, %H:%M} UTC.")
    click.echo("What happened since that backup will be gone.")
    if not yes:
        check_agreed("Go on?")
    before = bring_back_dump(url, copy, SystemClock().now())
    click.echo(f"The schema {copy.schema} is as it was in {file.name}. Start Rapport again.")
    if before:
        click.echo(f"What it held until now is in the schema {before}, until you drop it.")


def _gone(lost: Lost | None) -> str:
    """What the database has beyond the backup, as far as that can be told."""
    if lost is None:
        return "how much cannot be told, as the database is lost or cannot be read"
    changes = f"{count(lost.changes, 'change')} of what the backup has" if lost.changes else ""
    return ", ".join(filter(None, [lost_in_words(lost), changes])) or "nothing that was logged"
