"""Whom a customer file names as owner: by Slack id, @name, full name or email, as far as these are known."""

import click
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.config import Settings
from bot.reading.file_owners import Owners
from bot.slack.identity import NoIdentityError, identity, team_or_organisation
from bot.slack.profiles import person_of
from storage import people
from storage.database import Database

TIMEOUT_S = 10


def owners_of(settings: Settings, database: Database) -> Owners:
    """Those of Slack where there is a token and it answers, else those met so far."""
    if settings.bot_token.get_secret_value():
        try:
            slack = client_of(settings)
            home = team_or_organisation(identity(slack))
            profiles = [one for page in slack.users_list(limit=200) for one in page["members"]]
        except (SlackApiError, NoIdentityError, OSError):
            click.echo(
                "Slack does not list its people just now; owners are looked up among those met so far.", err=True
            )
        else:
            addresses = {one["id"]: (one.get("profile") or {}).get("email") or "" for one in profiles}
            emails = {address.casefold(): person for person, address in addresses.items() if address}
            return Owners([person_of(profile, home) for profile in profiles], emails)
    with database.reading() as uow:
        return Owners(people.everybody(uow))


def client_of(settings: Settings) -> WebClient:
    """Slack, asked once."""
    token = settings.bot_token.get_secret_value()
    return WebClient(token, base_url=settings.api_url, retry_handlers=[], timeout=TIMEOUT_S)
