"""`rapport outbox`: what Slack refused for good, and sending it again."""

import re
from contextlib import closing
from typing import NoReturn

import click

from bot.cli.session import session_of
from bot.config import Settings, database_key, load
from bot.domain.errors import NotFoundError
from bot.slack.codes import sentence
from bot.use_cases.failed_messages import failed, is_kept, send_again, send_all_again
from bot.views.lead_notices import failed_in_plain_words
from bot.views.mrkdwn import count
from storage.database import UnitOfWork
from storage.outside import Outside, every

ALL = "all"


@click.command()
@click.option("--send-again", "which", metavar="ID|all", help="Try this one, or all of them, once more.")
@click.option("--workspace", metavar="ID", help="Only of this one, such as T012AB3CD.")
def outbox(which: str | None, workspace: str | None) -> None:
    """List the messages that Slack refused for good in the last 30 days, and send them again.

    Rapport may run meanwhile; otherwise they are sent when it starts. Nothing is posted twice: what may be in Slack
    after all is looked for first. Nobody's name and nothing of a customer is printed.
    """
    settings = load("none")
    found = every(settings.database, settings.data, None if settings.database else database_key(settings))
    if workspace is not None:
        found = [one for one in found if one.id == workspace] or _refuse(found)
    if which is None:
        for one in found:
            _list(one, settings)
        return
    if which != ALL and len(found) > 1:
        _refuse(found)
    for one in found:
        _send_again(one, settings, which)


def _refuse(found: list[Outside]) -> NoReturn:
    names = ", ".join(one.id for one in found)
    raise NotFoundError(f"Which workspace? There is {names}. Name one of them with --workspace.")


def _list(workspace: Outside, settings: Settings) -> None:
    with workspace.looked_at() as uow:
        messages = failed(session_of(uow, settings))
    for message in messages:
        at = f"{message.settled_at or message.created_at:%Y-%m-%d %H:%M} UTC"
        click.echo(f"{message.id:>6}  {at}  {failed_in_plain_words(message, sentence(message.error))}")
    if not messages:
        click.echo(f"Nothing has failed for good in {workspace.name} in the last 30 days.")


def _send_again(workspace: Outside, settings: Settings, which: str) -> None:
    if which != ALL and not re.fullmatch("[0-9]{1,18}", which):
        raise NotFoundError("`rapport outbox` lists the messages that can be sent again, with their numbers.")

    def send(uow: UnitOfWork) -> tuple[int, int]:
        session = session_of(uow, settings)
        if which != ALL and not is_kept(session, int(which)):
            raise NotFoundError(f"There is no message {which} in {workspace.name}. `rapport outbox` lists them.")
        listed = len(failed(session))
        return listed, len(send_all_again(session) if which == ALL else [send_again(session, int(which))])

    with closing(workspace.open()) as database:
        listed, sent = database.write(send)
    click.echo(f"{count(sent, 'message')} of {workspace.name} will be sent again, as soon as Rapport runs.")
    if which == ALL and (had := listed - sent):
        click.echo(f"{count(had, 'alert')} went to a person instead; send one all the same by --send-again ID.")
