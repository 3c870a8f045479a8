"""`rapport encrypt`: the databases encrypted with the key that is set, or plain again."""

from collections.abc import Callable
from pathlib import Path

import click
from pydantic import SecretStr

from bot.config import database_key, load
from bot.config.database_key import COMMAND, FILE, MAKING
from bot.domain.errors import NotFoundError
from storage import encryption
from storage.backup import databases, every_copy
from storage.ownership import own


@click.command()
@click.option("--undo", is_flag=True, help="Make them plain again, with the key still set.")
def encrypt(*, undo: bool) -> None:
    """Encrypt the databases and the backups in RAPPORT_DATA. Stop Rapport first.

    Each is written anew, compared row by row and put in the place of the old file in one step. Keep a copy of the key
    elsewhere: without it nobody can read the data again, nor any backup.
    """
    settings = load("none")
    if settings.database:
        raise NotFoundError(
            "The data is kept in PostgreSQL (RAPPORT_DATABASE), which does not encrypt it: encrypt its disk and those "
            "of its backups. Databases in files can be encrypted: move them back by `rapport move`."
        )
    key = database_key(settings)
    if key is None:
        raise NotFoundError(f"No key is set. Make one by {MAKING} and name it by {FILE}, or set {COMMAND}.")
    convert, state = (encryption.decrypt, "plain") if undo else (encryption.encrypt, "encrypted")
    found = databases(settings.data)
    for database in found:
        with own(database):
            _say(database, convert, key, state)
    for copy in every_copy(settings.data):
        _say(copy, convert, key, state)
    if undo:
        click.echo(f"Now take {FILE} and {COMMAND} out of the settings.")
    elif not found:
        click.echo(f"There is no database in {settings.data} yet: the first `rapport run` makes it encrypted.")
    else:
        click.echo("Copies elsewhere stay as they are, and so may what the disk held before, until it is overwritten.")


def _say(path: Path, convert: Callable[[Path, SecretStr], bool], key: SecretStr, state: str) -> None:
    is_new = convert(path, key)
    click.echo(f"{path} is {state}{'' if is_new else ' already'}.")
