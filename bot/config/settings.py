"""Settings, frozen, and reading them: everything missing or malformed is told at once, by the variable's name.

They are secrets, and what is of the machine. What a team chooses stands in its database (bot/domain/settings.py); the
variables in which it could be given formerly are read by former_rules.py.
"""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.config import mail, readers
from bot.config.former_rules import former_rules
from bot.config.wrong_variable import WrongVariable
from bot.domain.mail_server import MailFrom, MailServer, Sending
from bot.domain.settings import SETTINGS

Need = Literal["socket", "http", "many", "none"]
"""How Slack reaches the bot, and so which tokens it needs; "many": over HTTP, from every workspace that installs it;
"none": without Slack."""

LogFormat = Literal["text", "json"]

_APP = "api.slack.com/apps → your app →"


class ConfigError(Exception):
    """Its text lists every variable that has to be mended, one a line; never what was in them."""

    def __init__(self, problems: list[WrongVariable]) -> None:
        super().__init__("\n".join(f"{name} {sentence}" for name, sentence in problems))
        self.problems = problems


class Settings(BaseModel):
    """Built by these names, or by `load` from variables named as the aliases; the descriptions say where to get each.

    `former`: rules of the workspace that the environment still gives, by field of WorkspaceSettings.
    """

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore", validate_default=True)

    need: Need = "none"
    former: Mapping[str, Any] = Field(default_factory=dict)
    bot_token: Annotated[SecretStr, BeforeValidator(readers.secret("xoxb-", "socket", "http"))] = Field(
        default=SecretStr(""),
        validation_alias="SLACK_BOT_TOKEN",
        description=f"{_APP} OAuth & Permissions → Bot User OAuth Token",
    )
    app_token: Annotated[SecretStr, BeforeValidator(readers.secret("xapp-", "socket"))] = Field(
        default=SecretStr(""),
        validation_alias="SLACK_APP_TOKEN",
        description=f"{_APP} Basic Information → App-Level Tokens, scope connections:write",
    )
    signing_secret: Annotated[SecretStr, BeforeValidator(readers.secret("", "http", "many"))] = Field(
        default=SecretStr(""),
        validation_alias="SLACK_SIGNING_SECRET",
        description=f"{_APP} Basic Information → Signing Secret",
    )
    client_id: str = Field(
        default="",
        validation_alias="SLACK_CLIENT_ID",
        description=f"{_APP} Basic Information → Client ID; with it, and no SLACK_BOT_TOKEN, Rapport is for whoever "
        "installs it",
    )
    client_secret: Annotated[SecretStr, BeforeValidator(readers.secret("", "many"))] = Field(
        default=SecretStr(""),
        validation_alias="SLACK_CLIENT_SECRET",
        description=f"{_APP} Basic Information → Client Secret",
    )
    token_key_file: Annotated[Path | None, BeforeValidator(readers.path)] = Field(
        default=None,
        validation_alias="RAPPORT_TOKEN_KEY_FILE",
        description="the file with the keys that encrypt the workspaces' tokens, a line each, the newest first",
    )
    token_key_command: str = Field(
        default="",
        validation_alias="RAPPORT_TOKEN_KEY_COMMAND",
        description="the command that prints those keys instead",
    )
    api_url: Annotated[str, BeforeValidator(readers.address)] = Field(
        default="https://slack.com/api/",
        validation_alias="SLACK_API_URL",
        description="leave it out, but for a stand-in of Slack",
    )
    data: Annotated[Path, BeforeValidator(readers.path)] = Field(
        default=Path("data"), validation_alias="RAPPORT_DATA", description="the folder of the databases"
    )
    database: Annotated[SecretStr | None, BeforeValidator(readers.database)] = Field(
        default=None,
        validation_alias="RAPPORT_DATABASE",
        description="the address of a PostgreSQL, such as postgresql://rapport:secret@db.example/rapport",
    )
    database_key_file: Annotated[Path | None, BeforeValidator(readers.path)] = Field(
        default=None,
        validation_alias="RAPPORT_DATABASE_KEY_FILE",
        description="the file with the key that encrypts the databases",
    )
    database_key_command: str = Field(
        default="",
        validation_alias="RAPPORT_DATABASE_KEY_COMMAND",
        description="the command that prints that key instead, such as `pass show rapport`",
    )
    links: Annotated[str, BeforeValidator(readers.links)] = Field(
        default="",
        validation_alias="RAPPORT_LINKS",
        description="under what address links to customers stand, such as https://customers.harbour.example",
    )
    survey_url: Annotated[str, BeforeValidator(readers.survey_address)] = Field(
        default="",
        validation_alias="RAPPORT_SURVEY_URL",
        description="under what address customers reach the page on which they answer, such as "
        "https://ask.harbour.example",
    )
    smtp_url: Annotated[MailServer | None, BeforeValidator(mail.server)] = Field(
        default=None,
        validation_alias="RAPPORT_SMTP_URL",
        description=f"the mail server that letters to customers go out by, such as {mail.EXAMPLE}",
    )
    mail_from: Annotated[MailFrom | None, BeforeValidator(mail.sender)] = Field(
        default=None,
        validation_alias="RAPPORT_MAIL_FROM",
        description="who letters to customers are from, such as Harbour Kitchen <hello@harbour.example>",
    )
    metrics_token: Annotated[SecretStr | None, BeforeValidator(readers.password)] = Field(
        default=None,
        validation_alias="RAPPORT_METRICS_TOKEN",
        description="what Prometheus must show to read /metrics; it can be made by `openssl rand -hex 32`",
    )
    clock_file: Annotated[Path | None, BeforeValidator(readers.path)] = Field(
        default=None,
        validation_alias="RAPPORT_CLOCK",
        description="development only: the file by which the sandbox moves the clock",
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(readers.upper)] = Field(
        default="INFO", validation_alias="RAPPORT_LOG_LEVEL", description="how much is logged"
    )
    log_format: Annotated[LogFormat, BeforeValidator(readers.lower)] = Field(
        default="text", validation_alias="RAPPORT_LOG_FORMAT", description="text (key=value) or json, a line an event"
    )
    sentry_dsn: Annotated[SecretStr | None, BeforeValidator(readers.dsn)] = Field(
        default=None,
        validation_alias="RAPPORT_SENTRY_DSN",
        description="Sentry → your project → Settings → Client Keys (DSN); errors are sent there, without data",
    )

    @field_validator("mail_from")
    @classmethod
    def _with_a_server(cls, sender: MailFrom | None, given: ValidationInfo) -> MailFrom | None:
        if sender is None and given.data.get("smtp_url"):
            raise ValueError("is missing, and RAPPORT_SMTP_URL is set")
        return sender

    @property
    def sending(self) -> Sending | None:
        """By what letters go out; None: by nothing. One process for many workspaces has no address for all of them."""
        if self.smtp_url is None or self.mail_from is None or self.need == "many":
            return None
        return Sending(self.smtp_url, self.mail_from)


class _Environment(Settings, BaseSettings):
    """The same, from the environment or else `.env`, by the aliases only: nobody means us by a variable named DATA."""

    model_config = SettingsConfigDict(
        populate_by_name=False, env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )


def load(need: Need) -> Settings:
    """The settings of this process. Raises ConfigError, which lists everything missing or malformed."""
    try:
        return _Environment(need=need).model_copy(update={"former": former_rules().values})
    except ValidationError as error:
        raise ConfigError([_wrong(details) for details in error.errors()]) from None  # its cause quotes the values
    except UnicodeDecodeError:
        raise ConfigError([WrongVariable(".env", "is not a text file (UTF-8). Save it again as plain text")]) from None


def over_http() -> Need:
    """For whom Rapport is over HTTP: for the workspace of its token, or for many. Raises ConfigError."""
    found = load("none")
    return "many" if found.client_id and not found.bot_token.get_secret_value() else "http"


def unknown_names() -> list[WrongVariable]:
    """Variables that look like ours and are none: most likely slips of the pen."""
    known = list(_ALIASES.values())
    formerly = {setting.variable for setting in SETTINGS if setting.variable}
    named = {name for name in (*os.environ, *dotenv_values(".env")) if name.startswith("RAPPORT_")}
    ours = named.difference(known, formerly)
    return [WrongVariable(name, _meant(get_close_matches(name, known, 1, cutoff=0.85))) for name in sorted(ours)]


def _meant(close: list[str]) -> str:
    return f"is no setting; {close[0]}, perhaps?" if close else "is no setting; remove it"


def _wrong(details: ErrorDetails) -> WrongVariable:
    place = str(details["loc"][0])  # the alias, or the name where a default is not good enough
    name = next(name for name, alias in _ALIASES.items() if place in (name, alias))
    context = details.get("ctx", {})
    what = str(context["error"]) if "error" in context else f"must be {context.get('expected', 'something else')}"
    return WrongVariable(_ALIASES[name], f"{what}: {Settings.model_fields[name].description}")


_ALIASES = {name: str(field.validation_alias or name) for name, field in Settings.model_fields.items()}
