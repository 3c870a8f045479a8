"""`rapport doctor`: what is missing, and how to mend it."""

from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPException

import click
from pydantic import SecretStr

from bot.cli import hosting_checks, machine_checks, mail_checks, slack_checks, surface_checks, survey_checks
from bot.cli.clock import clock_for
from bot.cli.findings import Finding, fine, mend, note
from bot.config import ConfigError, Settings, database_key, load, over_http
from bot.domain.clock import SystemClock
from bot.domain.outbox import FEEDBACK, TEAM
from bot.domain.settings import USUAL, WorkspaceSettings
from bot.slack.identity import NoIdentityError, identity
from bot.use_cases.rules import rules
from bot.use_cases.taking_over import to_take_over
from storage import slack_channels
from storage.engines.opening import from_outside
from storage.engines.read_only import UNREADABLE, read_only


@click.command()
@click.option("--http", "is_http", is_flag=True, help="Check for `rapport run --http` instead of Socket Mode.")
@click.pass_context
def doctor(context: click.Context, *, is_http: bool) -> None:
    """Check tokens, scopes, channels, people, database, mail server, survey page and clock, and say how to mend each.

    Rapport may run meanwhile. The exit status is 1 when something has to be mended.
    """
    levels = set()
    for finding in examine(is_http=is_http):
        click.echo(finding.line())
        levels.add(finding.level)
    context.exit(1 if "mend" in levels else 0)


def examine(*, is_http: bool) -> Iterator[Finding]:
    """Every finding, as it comes."""
    try:
        settings = load(over_http() if is_http else "socket")
        key = database_key(settings)
    except ConfigError as error:
        yield from (mend(f"{name} {sentence}", "") for name, sentence in error.problems)
        return
    yield fine("The settings can be read")
    yield from machine_checks.settings(settings)
    if not settings.database:
        yield from machine_checks.sqlite_version(key)
    yield from machine_checks.disk(settings.data)
    yield from machine_checks.privacy(settings)
    yield from mail_checks.mail(settings)
    yield from survey_checks.survey_page(settings)
    if not settings.database:
        yield from machine_checks.all_databases(settings.data, clock_for(settings.clock_file), key)
    try:
        yield from hosting_checks.hosting(settings, key) if settings.need == "many" else _slack(settings, key)
    except (OSError, HTTPException):
        yield mend("Slack no longer answers", "Try again in a moment.")


def _slack(settings: Settings, key: SecretStr | None) -> Iterator[Finding]:
    slack = slack_checks.client(settings)
    try:
        who = identity(slack)
    except NoIdentityError as error:
        yield mend(error.what, error.mending)
        return
    yield from slack_checks.workspace(who, SystemClock())
    if settings.need == "socket":
        yield from slack_checks.app_token(slack, settings)
    else:
        mending = "`rapport manifest --http https://YOUR-ADDRESS` prints the manifest that has all of them."
        yield note("Over HTTP, Slack must know the address for commands, events, clicks and options", mending)
    if settings.database:
        yield from machine_checks.server(settings.database, who["team_id"], clock_for(settings.clock_file))
    in_force = _in_force(settings, who["team_id"], key)
    yield from slack_checks.channels(slack, in_force, who)
    yield from slack_checks.people(slack, in_force, who)
    yield from surface_checks.surfaces(slack, settings)


def _in_force(settings: Settings, team_id: str, key: SecretStr | None) -> WorkspaceSettings:
    """The rules in force, as they are at the latest once it has started; a channel found by its name has its id."""
    try:
        with (
            from_outside(settings.database, team_id)
            if settings.database
            else read_only(settings.data / f"{team_id}.db", key)
        ) as uow:
            in_force = replace(rules(uow).in_force, **to_take_over(uow, settings.former))
            found = {channel.use: channel.id for channel in slack_channels.every(uow) if channel.by_name}
    except UNREADABLE:  # not there yet, or unreadable, which was said above
        return replace(USUAL, **settings.former)
    feedback, team = in_force.feedback_channel or found.get(FEEDBACK), in_force.team_channel or found.get(TEAM)
    return replace(in_force, feedback_channel=feedback, team_channel=team)
