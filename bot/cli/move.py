"""`rapport move`: the data from files to PostgreSQL, or back."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from pydantic import SecretStr

from bot.config import Settings, database_key, load
from bot.domain.errors import ConflictError, NotFoundError
from bot.views.mrkdwn import count
from storage.backup import worth_copying
from storage.engines.opening import move_to_files, move_to_server

if TYPE_CHECKING:
    from storage.engines.moves import Outcome

SQLITE, POSTGRESQL = "sqlite", ("postgresql://", "postgres://")


@click.command()
@click.option("--to", "target", required=True, metavar="postgresql://…|sqlite", help="Where the data is to be.")
def move(target: str) -> None:
    """Move the data to PostgreSQL, or back to files. Stop Rapport first.

    \b
    rapport move --to postgresql://rapport@db.example/rapport
    rapport move --to sqlite

    The first takes every workspace from its file in RAPPORT_DATA to the PostgreSQL named; the second from the one that
    RAPPORT_DATABASE names to a file in RAPPORT_DATA. All of it is read back and compared; a table shows the rows and
    their checksum on both sides. What you move away from stays as it is, and what is there already is never
    overwritten. Nothing is sent twice. If it is interrupted, run it again.

    While it runs, others on this machine can see a password in the address: leave it out, and set PGPASSWORD.
    """  # noqa: D301  # click's own mark for lines that stay as they are
    settings = load("none")
    if target == SQLITE:
        outcomes = _to_files(settings)
    elif target.startswith(POSTGRESQL):
        outcomes = _to_server(settings, SecretStr(target))
    else:
        raise click.UsageError("--to is an address such as postgresql://rapport@db.example/rapport, or sqlite.")
    for name, outcome in outcomes:
        _say(name, outcome)
    _say_what_next(settings, target)


def _to_server(settings: Settings, url: SecretStr) -> Iterator[tuple[str, "Outcome"]]:
    if settings.database:
        raise ConflictError(
            "RAPPORT_DATABASE is set, so the data is in PostgreSQL already. If it still is in files, take "
            "RAPPORT_DATABASE out of the settings until it is moved. To another PostgreSQL: `rapport backup` here, "
            "`rapport restore` there."
        )
    found = worth_copying(settings.data)
    if not found:
        raise NotFoundError(f"There is no database in {settings.data}. Is RAPPORT_DATA the right folder?")
    for path in found:
        yield path.name, move_to_server(path, database_key(settings), url, _progress)


def _to_files(settings: Settings) -> Iterator[tuple[str, "Outcome"]]:
    if not settings.database:
        raise ConflictError("RAPPORT_DATABASE is not set, so the data is in files already.")
    outcomes = list(move_to_files(settings.database, settings.data, database_key(settings), _progress))
    if not outcomes:
        raise NotFoundError("There is no workspace in this database. Is RAPPORT_DATABASE the right one?")
    yield from outcomes


def _progress(doing: str, rows: int) -> None:
    """In one line of the terminal, where there is one."""
    if _is_watched():
        click.echo(f"\r\033[K{doing}: {count(rows, 'row')}", err=True, nl=False)


def _say(name: str, outcome: "Outcome") -> None:
    if _is_watched():
        click.echo("\r\033[K", err=True, nl=False)
    rows = sum(table.rows for table in outcome.tables)
    done = "is there already, the same" if outcome.was_there else "is moved"
    click.echo(f"{name} {done}: {count(rows, 'row')} in {len(outcome.tables)} tables.")
    click.echo(f"  {'table':<18} {'rows':>11}  {'checksum before':<16}  after")
    for table in sorted(outcome.tables, key=lambda one: one.name):
        click.echo(f"  {table.name:<18} {table.rows:>11,}  {table.before:<16}  {table.after}")


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _say_what_next(settings: Settings, target: str) -> None:
    if target == SQLITE:
        click.echo("Now take RAPPORT_DATABASE out of the settings, everywhere, and start one Rapport.")
        click.echo("What is in PostgreSQL stays there, until you drop its schema.")
    else:
        click.echo("Now set RAPPORT_DATABASE to that address (with the password) and start Rapport.")
        click.echo(f"The files in {settings.data} stay there. Keep them as a backup, or remove them.")
