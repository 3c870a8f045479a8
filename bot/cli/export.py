"""`rapport export`: every customer as CSV, JSON or vCard, while the bot runs."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

import click

from bot.cli.session import session_of
from bot.config import database_key, load
from bot.domain.errors import NotFoundError, StorageError
from bot.domain.exported import FileFormat
from bot.use_cases.custom_fields import fields_of
from bot.use_cases.export_customers import Counted, exported, note_export
from bot.views.customer_file import Writing, lines_of
from bot.views.mrkdwn import count
from storage.outside import Outside, every

FORMATS = {"csv": FileFormat.CSV, "json": FileFormat.JSON, "vcard": FileFormat.VCARD}


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="How it is written.  [default: as FILE ends]")
@click.option("--workspace", metavar="ID", help="Of this one, such as T012AB3CD.")
def export(file: Path | None, form: str | None, workspace: str | None) -> None:
    """Write every customer to FILE, or to the standard output.

    CSV for spreadsheets, which `rapport import` takes again unchanged; JSON with everything, also what is remembered;
    vCard for address books. Rapport may run meanwhile. The audit log says that it was done, and by nobody in Slack.
    """
    settings = load("none")
    found = every(settings.database, settings.data, None if settings.database else database_key(settings))
    chosen = [one for one in found if workspace in {None, one.id}]
    if len(chosen) != 1:
        _refuse(found)
    kind = FORMATS[form] if form else _format_of(file)
    with closing(chosen[0].open()) as database:
        with database.reading() as uow, _place(file) as place:
            session = session_of(uow, settings)
            writing = Writing(database.workspace, session.now, fields_of(session))
            counted = Counted(exported(session))
            for line in lines_of(kind, counted, writing):
                place.write(line)
        database.write(lambda uow: note_export(session_of(uow, settings), kind, counted.number))
    click.echo(f"{count(counted.number, 'customer')} written{f' to {file}' if file else ''}.", err=True)


def _format_of(file: Path | None) -> FileFormat:
    ending = file.suffix.casefold().removeprefix(".") if file else FileFormat.CSV.value
    if ending not in list(FileFormat):
        raise NotFoundError(f"How is {file} to be written? Say --format csv, json or vcard.")
    return FileFormat(ending)


def _refuse(found: list[Outside]) -> NoReturn:
    names = ", ".join(one.id for one in found)
    raise NotFoundError(f"Which workspace? There is {names}. Name one of them with --workspace.")


@contextmanager
def _place(file: Path | None) -> Iterator[TextIO]:
    """Where it is written to. A file has its name only when it is whole, and is its owner's alone."""
    if file is None:
        yield sys.stdout
        return
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as written:
            yield written
        draft.replace(file)
    except OSError as error:
        raise StorageError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
