"""`rapport import`: customers from a CSV or vCard file, as spreadsheets, address books, CRMs and shops export them."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click
from slack_sdk.errors import SlackApiError

from bot.cli.agreed import check_agreed
from bot.cli.import_report import progress, refusals, say_columns, say_done
from bot.cli.owners import client_of, owners_of
from bot.cli.session import session_of
from bot.config import Settings, database_key, load
from bot.domain.clock import SystemClock
from bot.domain.errors import ConflictError, NotFoundError
from bot.reading.csv_file import LARGEST, Table
from bot.reading.customer_table import read_customers, reader_of_file
from bot.reading.import_cells import cells_reader
from bot.reading.import_columns import Columns, read_columns
from bot.reading.locales import checked_locale
from bot.reading.text_file import check_size
from bot.use_cases.custom_fields import fields_of
from bot.use_cases.import_customers import import_customers
from bot.use_cases.imported import Imported, Intake
from bot.use_cases.undo import last_import, undo, undo_rest_of_import
from bot.use_cases.undo_words import size_of_import
from bot.views.mrkdwn import count
from storage.backup import backup, databases
from storage.database import Database
from storage.engines.opening import of_server
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import own

REFUSED = 3
"""The exit status where the file was taken in, but for rows that were refused; 1: nothing was changed."""


@click.command("import")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say what would be added, changed and refused. Needs no token.")
@click.option("--replace", "replaces", is_flag=True, help="The file is right: what is known is replaced by it.")
@click.option("--refused", type=click.Path(dir_okay=False, path_type=Path), metavar="CSV",
              help="Write there which lines were refused, and why.")  # fmt: skip
@click.option("--locale", help="Whose dates, amounts and phone numbers the file has, such as en-GB.")
@click.option("--yes", is_flag=True, help="Do not ask: about columns that are not known, or before --undo.")
@click.option("--undo", is_flag=True, help="Take the last import back, as a whole.")
@click.pass_context
def import_file(  # one for each option
    context: click.Context,
    file: Path | None,
    *,
    check: bool,
    replaces: bool,
    refused: Path | None,
    locale: str | None,
    yes: bool,
    undo: bool,
) -> None:
    """Add the customers of a CSV or vCard FILE. Stop Rapport first, but for --check.

    The first line names the columns, as exports of Google, Outlook, HubSpot, Salesforce, Mailchimp, Shopify, Square and
    others do: name (or first and last name), company, email, phone, birthday, owner, tags and other options of
    `/customer add`, and the team's own fields by their names. Who is known already is filled in where something is
    missing; nothing known is replaced, but with --replace. Ends with status 3 where lines were refused.
    """
    settings = load("none")
    if undo:
        if check:
            raise click.UsageError("--undo takes the last import back: leave out --check.")
        _take_back(settings, file, yes=yes)
        return
    if file is None:
        raise click.UsageError("Name the FILE to import.")
    locale = checked_locale(locale) if locale else None
    check_size(file.stat().st_size, LARGEST)
    table = read_customers(lambda: file.open("rb"))
    with _database(settings, check=check) as database:
        with database.reading() as uow:
            columns = read_columns(table, fields_of(session_of(uow, settings)))
        say_columns(table, columns)
        if columns.unknown and not (check or yes):
            check_agreed("Go on without the columns that are not read?")
        with refusals(refused) as refuse, progress() as told:
            intake = Intake(file.name, database.workspace, replaces, told=told, refuse=refuse)
            done = _import(database, settings, (table, columns), locale, intake, check=check)
        say_done(done, check=check)
    context.exit(REFUSED if len(done.refused) else 0)


def _take_back(settings: Settings, file: Path | None, *, yes: bool) -> None:
    with _database(settings, check=False) as database, database.unit_of_work() as uow:
        session = session_of(uow, settings)
        last = last_import(session)
        after = last.after or {}
        name, number = after.get("file") or "a file", size_of_import(last)
        said = f"The last import is {name} of {last.at:%Y-%m-%d %H:%M} UTC, {count(number, 'customer')}."
        if file and after.get("file") and file.name != name:
            raise ConflictError(f"{said} Only the last one can be taken back: leave out {file.name}, or name that.")
        click.echo(said)
        if not yes:
            check_agreed("Take all of it back?")
        try:
            with uow.part():
                done = undo(session, last.id)
        except ConflictError as built_upon:
            click.echo(built_upon.sentence)
            check_agreed("They stay. Take back all the others?")
            done = undo_rest_of_import(session, last)
        click.echo(f"Taken back: {done.what}.")


def _import(
    database: Database,
    settings: Settings,
    what: tuple[Table, Columns],
    locale: str | None,
    intake: Intake,
    *,
    check: bool,
) -> Imported:
    """Take the table in, and say what became of it."""
    table, columns = what
    owner_of = owners_of(settings, database)
    with database.unit_of_work() as uow:
        session = session_of(uow, settings)
        reader = reader_of_file(session.actor, session.today, session.settings.country, table.header, locale)
        session = replace(session, actor=reader.person)
        done = import_customers(
            session, table, columns, cells_reader(reader, owner_of, columns), intake, only_check=check
        )
    done.locale = reader.person.locale
    if locale:  # who names a locale has said what 03/04 means
        done.undecided = {}
    return done


@contextmanager
def _database(settings: Settings, *, check: bool) -> Iterator[Database]:
    """The workspace's database; a file of SQLite nobody else has then, or it is a copy (to check)."""
    with ExitStack() as stack:
        if settings.database:
            team_id = _team_of(settings) or _unknown_team()
            yield stack.enter_context(closing(of_server(settings.database, team_id)))
            return
        path, key = _path(settings, may_be_none=check), database_key(settings)
        if path and not check:
            stack.enter_context(own(path))
        else:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            copy = folder / (path.name if path else f"{_team_of(settings) or 'check'}.db")
            if path:
                backup(path, folder, SystemClock().now(), 1, key).rename(copy)
            path = copy
        yield stack.enter_context(closing(SqliteDatabase(path, key)))


def _path(settings: Settings, *, may_be_none: bool) -> Path | None:
    """The only database of the data folder; else the one of the workspace that the token belongs to."""
    found = databases(settings.data)
    if len(found) == 1:
        return found[0]
    if not found and may_be_none:
        return None
    if not settings.bot_token.get_secret_value():
        raise NotFoundError(
            f"{'There are several databases' if found else 'There is no database yet'} in {settings.data}. "
            "Set SLACK_BOT_TOKEN, so that I know which workspace these customers belong to."
        )
    return settings.data / f"{_team_of(settings) or _unknown_team()}.db"


def _unknown_team() -> NoReturn:
    raise NotFoundError("Slack does not say which workspace this is. Set SLACK_BOT_TOKEN, or run `rapport doctor`.")


def _team_of(settings: Settings) -> str:
    """The workspace of the token; "" where there is none, or Slack does not answer."""
    if not settings.bot_token.get_secret_value():
        return ""
    try:
        return str(client_of(settings).auth_test()["team_id"])
    except (SlackApiError, OSError):
        return ""
