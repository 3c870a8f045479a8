"""`rapport restore`: back to a backup."""

from pathlib import Path

import click

from bot.cli.agreed import check_agreed
from bot.cli.kept_where import only_files
from bot.config import database_key, load
from bot.domain.clock import SystemClock
from bot.domain.restored import Lost
from bot.views.mrkdwn import count
from bot.views.restored import lost_in_words
from storage import backup


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, *, yes: bool) -> None:
    """Go back to a backup FILE. Stop Rapport first.

    Says what came after it, and asks. What was waiting to be sent when the backup was taken is not sent; the leads are
    told in Slack. What the database held until now is kept in the folder before-restore.
    """
    settings = load("none")
    only_files(
        settings,
        "Stop every Rapport, put the present schema aside and bring the copy back by pg_restore: "
        "docs/deploy.md has the commands.",
    )
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


def _gone(lost: Lost | None) -> str:
    """What the database has beyond the backup, as far as that can be told."""
    if lost is None:
        return "how much cannot be told, as the database is lost or cannot be read"
    changes = f"{count(lost.changes, 'change')} of what the backup has" if lost.changes else ""
    return ", ".join(filter(None, [lost_in_words(lost), changes])) or "nothing that was logged"
