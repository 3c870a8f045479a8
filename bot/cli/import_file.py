"""`rapport import`: customers from a CSV file, as spreadsheets, address books, CRMs and shops export them."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click
from slack_sdk.errors import SlackApiError

from bot.cli.agreed import check_agreed
from bot.cli.import_report import say_columns, say_done
from bot.cli.owners import client_of, owners_of
from bot.cli.session import session_of
from bot.config import Settings, database_key, load
from bot.domain.clock import SystemClock
from bot.domain.errors import ConflictError, NotFoundError
from bot.reading.contacts import phone_countries
from bot.reading.csv_file import Table, check_size, read_table
from bot.reading.customer_fields import Reader
from bot.reading.import_cells import cells_reader
from bot.reading.import_headings import locale_of, read_heading
from bot.reading.import_rows import read_columns
from bot.reading.locales import checked_locale
from bot.use_cases.import_customers import import_customers
from bot.use_cases.undo import last_import, undo, undo_rest_of_import
from bot.views.mrkdwn import count
from storage.backup import backup, databases
from storage.database import Database
from storage.engines.opening import of_server
from storage.engines.sqlite import SqliteDatabase
from storage.ownership import own


@click.command("import")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say what would be added, filled in and refused. Needs no token.")
@click.option("--locale", help="Whose dates, amounts and phone numbers the file has, such as en-GB.")
@click.option("--yes", is_flag=True, help="Do not ask: about columns that are not known, or before --undo.")
@click.option("--undo", is_flag=True, help="Take the last import back, as a whole.")
@click.pass_context
def import_file(
    context: click.Context, file: Path | None, *, check: bool, locale: str | None, yes: bool, undo: bool
) -> None:
    """Add the customers of a CSV FILE. Stop Rapport first, but for --check.

    The first line names the columns, as exports of Google, Outlook, HubSpot, Salesforce, Mailchimp, Shopify, Square and
    others do: name (or first and last name), company, email, phone, birthday, owner, tags and other options of
    `/customer add`. Who is known already is filled in where something is missing; nothing known is replaced.
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
    check_size(file.stat().st_size)
    table = read_table(file.read_bytes(), lambda heading: bool(read_heading(heading).holds))
    columns = read_columns(table)
    say_columns(table, columns)
    if columns.unknown and not (check or yes) and sys.stdin.isatty():
        check_agreed("Go on without the columns that are not read?")
    with _database(settings, check=check) as database:
        refused = _import(database, settings, table, locale, file.name, check=check)
    context.exit(1 if refused else 0)


def _take_back(settings: Settings, file: Path | None, *, yes: bool) -> None:
    with _database(settings, check=False) as database, database.unit_of_work() as uow:
        session = session_of(uow, settings)
        last = last_import(session)
        after = last.after or {}
        name, number = after.get("file") or "a file", len(after.get("entries", ()))
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


def _import(database: Database, settings: Settings, table: Table, locale: str | None, file: str, *, check: bool) -> int:
    """Take the table in, say what became of it, and give how many rows were refused."""
    owner_of = owners_of(settings, database)
    with database.unit_of_work() as uow:
        session = session_of(uow, settings)
        usual = checked_locale(f"und-{session.settings.country}") if session.settings.country else "en-US"
        country = locale[-2:] if locale else session.settings.country
        countries = phone_countries(replace(session.actor, locale=locale or usual), country)
        session = replace(session, actor=replace(session.actor, locale=locale or locale_of(table.header) or usual))
        reader = Reader(session.actor, session.today, countries)
        done = import_customers(session, table, cells_reader(reader, owner_of), file=file, only_check=check)
    if locale:  # who names a locale has said what 03/04 means
        done.undecided = {}
    say_done(done, session.actor.locale, check=check)
    return len(done.refused)


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
