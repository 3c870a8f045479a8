"""`rapport outbox`: what Slack refused for good, and sending it again."""

import re
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import click

from bot.cli.kept_where import only_files
from bot.cli.session import session_of
from bot.config import Settings, database_key, load
from bot.domain.errors import NotFoundError, StorageError
from bot.slack.codes import sentence
from bot.use_cases.failed_messages import failed, is_kept, send_again, send_all_again
from bot.views.lead_notices import failed_in_plain_words
from bot.views.mrkdwn import count
from storage.backup import databases
from storage.engine import ERRORS
from storage.engines.sqlite import SqliteDatabase
from storage.read_only import read_only
from storage.schema import known_steps

ALL = "all"


@click.command()
@click.option("--send-again", "which", metavar="ID|all", help="Try this one, or all of them, once more.")
@click.option("--workspace", metavar="ID", help="Only of this one, such as T012AB3CD.")
def outbox(which: str | None, workspace: str | None) -> None:
    """List the messages that Slack refused for good in the last 30 days, and send them again.

    Rapport may run meanwhile; otherwise they are sent when it starts. Nothing is posted twice: what may be in Slack
    after all is looked for first. Nobody's name and nothing of a customer is printed.
    """
    settings = load("none")
    only_files(settings, "`/rapport status` in Slack lists what failed, and sends it again.")
    found = databases(settings.data)
    if not found:
        raise NotFoundError(f"There is no database in {settings.data} yet. Is RAPPORT_DATA the right folder?")
    if workspace is not None:
        found = [path for path in found if path.stem == workspace] or _refuse(found)
    if which is None:
        for path in found:
            _list(path, settings)
        return
    if which != ALL and len(found) > 1:
        _refuse(found)
    for path in found:
        _send_again(path, settings, which)


def _refuse(found: list[Path]) -> NoReturn:
    names = ", ".join(path.stem for path in found)
    raise NotFoundError(f"Which workspace? There is {names}. Name one of them with --workspace.")


def _list(path: Path, settings: Settings) -> None:
    _check_schema(path, settings)
    with read_only(path, database_key(settings)) as uow:
        messages = failed(session_of(uow, settings))
    for message in messages:
        at = f"{message.settled_at or message.created_at:%Y-%m-%d %H:%M} UTC"
        click.echo(f"{message.id:>6}  {at}  {failed_in_plain_words(message, sentence(message.error))}")
    if not messages:
        click.echo(f"Nothing has failed for good in {path.name} in the last 30 days.")


def _send_again(path: Path, settings: Settings, which: str) -> None:
    if which != ALL and not re.fullmatch("[0-9]{1,18}", which):
        raise NotFoundError("`rapport outbox` lists the messages that can be sent again, with their numbers.")
    _check_schema(path, settings)
    with closing(SqliteDatabase(path, database_key(settings))) as database, database.unit_of_work() as uow:
        session = session_of(uow, settings)
        if which != ALL and not is_kept(session, int(which)):
            raise NotFoundError(f"There is no message {which} in {path.name}. `rapport outbox` lists them.")
        listed = len(failed(session))
        sent = send_all_again(session) if which == ALL else [send_again(session, int(which))]
    what = "1 message" if len(sent) == 1 else f"{len(sent)} messages"
    click.echo(f"{what} of {path.name} will be sent again, as soon as Rapport runs.")
    if which == ALL and (had := listed - len(sent)):
        click.echo(f"{count(had, 'alert')} went to a person instead; send one all the same by --send-again ID.")


def _check_schema(path: Path, settings: Settings) -> None:
    """A file that Rapport may be using is not to be brought to another version under its hands."""
    try:
        with read_only(path, database_key(settings)) as uow:
            applied = {row["name"] for row in uow.rows("SELECT name FROM _sqlite_migrations")}
    except ERRORS as error:
        raise StorageError(f"{path} cannot be read. `rapport doctor` says more.") from error
    if applied != set(known_steps()):
        raise StorageError(f"{path} is of another version of Rapport. Start Rapport once, which brings it up to date.")
