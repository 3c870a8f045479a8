"""Whom a customer file names as owner: by Slack id, @name, full name or email, as far as these are known."""

from dataclasses import dataclass, field

import click
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.config import Settings
from bot.domain.errors import NotUnderstoodError
from bot.domain.people import Person, called
from bot.slack.identity import NoIdentityError, identity, team_or_organisation
from bot.slack.profiles import person_of
from storage import people
from storage.database import Database

TIMEOUT_S = 10


@dataclass(frozen=True)
class Owners:
    """The people whom a file can name; `emails`: address -> id, where Slack gives addresses (users:read.email)."""

    everybody: list[Person]
    emails: dict[str, str] = field(default_factory=dict)

    def __call__(self, words: str) -> str:
        """The id of the person a cell names. Raises NotUnderstoodError."""
        wanted = self.emails.get(words.casefold(), words)
        by_id = [person for person in self.everybody if person.id == wanted]
        found = by_id or called(self.everybody, wanted.removeprefix("@"))
        if len(found) != 1:
            raise NotUnderstoodError(
                f"I don't know who “{words[:60]}” is, so this was left out. Give the Slack id "
                "(profile → ⋮ → Copy member ID), and set SLACK_BOT_TOKEN."
            )
        if not found[0].is_inside:
            raise NotUnderstoodError(f"{found[0].name} is no active member of this team. Name somebody else.")
        return found[0].id


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
