"""`rapport import`: customers from a plain CSV file, so that a team can start."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.app import workspace_defaults
from bot.config import Settings, load
from bot.domain.calendar import WorkingTime, local_date
from bot.domain.clock import SystemClock
from bot.domain.errors import NotFoundError, NotUnderstoodError
from bot.domain.people import ITSELF, Person, called
from bot.slack.directory import Directory
from bot.use_cases.contacts import phone_countries
from bot.use_cases.import_customers import Imported, import_customers
from bot.use_cases.work import Work
from handlers.customer_fields import OPTIONS, Fields, Reader
from storage import people
from storage import settings as stored_settings
from storage.backup import databases
from storage.database import Database
from storage.ownership import own
from storage.people_kept import StoredPeople

PEOPLE = ("owner", "backup")
COLUMNS = OPTIONS | {"name", "tags", "aliases"}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say what would be added and refused.")
@click.option("--locale", default="en-US", show_default=True, help="Whose dates and phone numbers the file has.")
@click.pass_context
def import_file(context: click.Context, file: Path, *, check: bool, locale: str) -> None:
    """Add the customers of a CSV FILE. Stop Rapport first.

    The first line names the columns: name, email, phone, birthday, owner (a Slack id or @name), and any option of
    `/customer add`. Rows that cannot be read, or whose name, email or phone is there already, are refused and listed.
    """
    settings = load("none")
    text = _text(file)
    path = _database(settings)
    with own(path), closing(Database(path)) as database:
        everybody = _everybody(settings, database, path.stem)
        done = _import(database, settings, everybody, text, locale, check=check)
    _say(done, check=check)
    context.exit(1 if done.refused else 0)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUnderstoodError(f"{file} is not UTF-8. Save it as “CSV UTF-8” and try again.") from error


def _database(settings: Settings) -> Path:
    """The only database of the data folder; else the one of the workspace that the token belongs to."""
    found = databases(settings.data)
    if len(found) == 1:
        return found[0]
    token = settings.bot_token.get_secret_value()
    if not token:
        raise NotFoundError(
            f"{'There are several databases' if found else 'There is no database yet'} in {settings.data}. "
            "Set SLACK_BOT_TOKEN, so that I know which workspace these customers belong to."
        )
    try:
        return settings.data / f"{_client(settings).auth_test()['team_id']}.db"
    except (SlackApiError, OSError) as error:
        raise NotFoundError("Slack does not say which workspace this is. Run `rapport doctor`.") from error


def _everybody(settings: Settings, database: Database, team_id: str) -> list[Person]:
    """The people whom a row can name as owner: those of Slack where there is a token, else those met so far."""
    if settings.bot_token.get_secret_value():
        client = _client(settings)
        directory = Directory(client, StoredPeople(database, SystemClock()), SystemClock(), team_id)
        try:
            return [directory.read(profile) for page in client.users_list(limit=200) for profile in page["members"]]
        except (SlackApiError, OSError):
            click.echo(
                "Slack does not list its people just now; owners are looked up among those met so far.", err=True
            )
    with database.reading() as uow:
        return people.everybody(uow)


def _client(settings: Settings) -> WebClient:
    return WebClient(settings.bot_token.get_secret_value(), base_url=settings.api_url, retry_handlers=[])


def _import(
    database: Database, settings: Settings, everybody: list[Person], text: str, locale: str, *, check: bool
) -> Imported:
    now = SystemClock().now()
    with database.unit_of_work() as uow:
        rules = stored_settings.load(uow, workspace_defaults(settings))
        actor = replace(ITSELF, tz=rules.timezone, locale=locale)
        reader = Reader(actor, local_date(now, rules.timezone), phone_countries(actor, rules.country))
        work = Work(uow, actor, now, rules, WorkingTime(rules.timezone))

        def read(written: Mapping[str, str]) -> Fields:
            named = {name: _owner(everybody, written[name], name) for name in PEOPLE if name in written}
            return reader.fields({**written, **named})

        return import_customers(work, text, COLUMNS, read, only_check=check)


def _owner(everybody: list[Person], words: str, column: str) -> str:
    """The id of the person a cell names. Raises NotUnderstoodError, or NotAllowedError for a guest."""
    by_id = [person for person in everybody if person.id == words]
    found = by_id or called(everybody, words.removeprefix("@"))
    if len(found) != 1:
        raise NotUnderstoodError(
            f"I don't know who “{words[:60]}” is. Give the Slack id (profile → ⋮ → Copy member ID), "
            "and set SLACK_BOT_TOKEN.",
            field=column,
        )
    if not found[0].is_inside:
        raise NotUnderstoodError(f"{found[0].name} is no active member of this team. Name somebody else.", field=column)
    return found[0].id


def _say(done: Imported, *, check: bool) -> None:
    for refusal in done.refused:
        where = f"line {refusal.line}" + (f", {refusal.column}" if refusal.column else "")
        click.echo(f"{where}: {refusal.reason}", err=True)
    if done.ignored:
        click.echo(f"Not read: {', '.join(name or '(a column without a name)' for name in done.ignored)}")
    click.echo(f"{done.added} {'would be added' if check else 'added'}, {len(done.refused)} refused.")
