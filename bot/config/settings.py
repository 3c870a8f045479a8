"""Settings, frozen, and reading them: everything missing or malformed is told at once, by the variable's name.

The rules a workspace sets for itself (bot/domain/settings.py) begin with what stands here; their names are equal.
"""

import os
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

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
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.config import mail, readers
from bot.domain.calendar import LeapRule
from bot.domain.mail_server import MailFrom, MailServer, Sending
from bot.domain.mood import Sensitivity
from bot.domain.settings import SETTINGS, KeepWords, Language, WorkspaceSettings

Need = Literal["socket", "http", "many", "none"]
"""How Slack reaches the bot, and so which tokens it needs; "many": over HTTP, from every workspace that installs it;
"none": without Slack."""

LogFormat = Literal["text", "json"]

Channel = Annotated[str | None, BeforeValidator(readers.channel)]
Person = Annotated[str | None, BeforeValidator(readers.person)]

_APP = "api.slack.com/apps → your app →"


def _rule(*names: str) -> Any:  # noqa: ANN401  # as pydantic's Field, whose type is that of the field
    """A rule of the workspace, by its names in the table of bot/domain/settings.py, which has its default too."""
    setting = next(one for one in SETTINGS if one.names == names)
    usual = [getattr(WorkspaceSettings(), name) for name in names]
    return Field(
        default=usual[0] if len(usual) == 1 else tuple(usual),
        validation_alias=setting.variable,
        description=f"{setting.effect} ({setting.written})",
    )


class WrongVariable(NamedTuple):
    """A variable that is missing or malformed, and what to do about it."""

    name: str
    sentence: str


class ConfigError(Exception):
    """Its text lists every variable that has to be mended, one a line; never what was in them."""

    def __init__(self, problems: list[WrongVariable]) -> None:
        super().__init__("\n".join(f"{name} {sentence}" for name, sentence in problems))
        self.problems = problems


class Settings(BaseModel):
    """Built by these names, or by `load` from variables named as the aliases; the descriptions say where to get each.

    Channels and people are Slack ids, times are wall-clock times, `working_days` counts Monday as 0.
    """

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="ignore", validate_default=True)

    need: Need = "none"
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
    feedback_channel: Channel = _rule("feedback_channel")
    team_channel: Channel = _rule("team_channel")
    leads: Annotated[frozenset[str], NoDecode, BeforeValidator(readers.people)] = _rule("leads")
    admins_only: Annotated[frozenset[str], NoDecode, BeforeValidator(readers.rights)] = _rule("admins_only")
    default_owner: Person = _rule("default_owner")
    digest_at: Annotated[time, BeforeValidator(readers.time_of_day)] = _rule("digest_at")
    digest_until: Annotated[time, BeforeValidator(readers.time_of_day)] = _rule("digest_until")
    working_days: Annotated[frozenset[int], NoDecode, BeforeValidator(readers.weekdays)] = _rule("working_days")
    sensitivity: Annotated[Sensitivity, BeforeValidator(readers.lower)] = _rule("sensitivity")
    timezone: Annotated[str, BeforeValidator(readers.zone)] = _rule("timezone")
    hours: Annotated[tuple[time, time], NoDecode, BeforeValidator(readers.hours)] = _rule("work_from", "work_until")
    country: Annotated[str, BeforeValidator(readers.country)] = _rule("country")
    currency: Annotated[str, BeforeValidator(readers.currency)] = _rule("currency")
    language: Annotated[Language, BeforeValidator(readers.lower)] = _rule("language")
    leap_birthday: LeapRule = _rule("leap_birthday")
    thanks_apart: Annotated[int, BeforeValidator(readers.number("thanks_apart"))] = _rule("thanks_apart")
    thanks_goal: Annotated[int, BeforeValidator(readers.number("thanks_goal"))] = _rule("thanks_goal")
    cadence_vip: Annotated[int, BeforeValidator(readers.number("cadence_vip"))] = _rule("cadence_vip")
    cadence_gold: Annotated[int, BeforeValidator(readers.number("cadence_gold"))] = _rule("cadence_gold")
    cadence_silver: Annotated[int, BeforeValidator(readers.number("cadence_silver"))] = _rule("cadence_silver")
    cadence_standard: Annotated[int, BeforeValidator(readers.number("cadence_standard"))] = _rule("cadence_standard")
    lost_reasons: Annotated[tuple[str, ...], NoDecode, BeforeValidator(readers.words)] = _rule("lost_reasons")
    complaint_categories: Annotated[tuple[str, ...], NoDecode, BeforeValidator(readers.words)] = _rule(
        "complaint_categories"
    )
    root_causes: Annotated[tuple[str, ...], NoDecode, BeforeValidator(readers.words)] = _rule("root_causes")
    compensation_limit: Annotated[int, BeforeValidator(readers.number("compensation_limit"))] = _rule(
        "compensation_limit"
    )
    check_after: Annotated[int, BeforeValidator(readers.number("check_after"))] = _rule("check_after")
    keep_words: KeepWords = _rule("keep_words")
    links: Annotated[str, BeforeValidator(readers.links)] = Field(
        default="",
        validation_alias="RAPPORT_LINKS",
        description="under what address links to customers stand, such as https://customers.harbour.example",
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

    @field_validator("digest_until")
    @classmethod
    def _after_the_digest(cls, until: time, given: ValidationInfo) -> time:
        at = given.data.get("digest_at")
        if at is not None and until <= at:
            raise ValueError(f"must be later than {at:%H:%M}, when the digest comes")
        return until

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

    @property
    def work_from(self) -> time:
        """When working hours begin."""
        return self.hours[0]

    @property
    def work_until(self) -> time:
        """When working hours end."""
        return self.hours[1]


class _Environment(Settings, BaseSettings):
    """The same, from the environment or else `.env`, by the aliases only: nobody means us by a variable named DATA."""

    model_config = SettingsConfigDict(
        populate_by_name=False, env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )


def load(need: Need) -> Settings:
    """The settings of this process. Raises ConfigError, which lists everything missing or malformed."""
    try:
        return _Environment(need=need)
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
    ours = {name for name in (*os.environ, *dotenv_values(".env")) if name.startswith("RAPPORT_")}.difference(known)
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
