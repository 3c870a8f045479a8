"""What `rapport doctor` says of what not every Slack has: cards of links to customers, steps of workflows."""

from collections.abc import Iterator

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.cli.findings import Finding, fine, note
from bot.config import Settings
from bot.slack.identity import code_of
from bot.slack.work_objects import NONE_HERE

_NOBODYS = "Fx0RAPPORTDOCTOR"
"""A run that there never was: what Slack says of it tells whether it knows the method for this app."""


def surfaces(slack: WebClient, settings: Settings) -> Iterator[Finding]:
    """Asked of Slack without any effect there."""
    yield _cards(slack, settings)
    yield _steps(slack)


def _cards(slack: WebClient, settings: Settings) -> Finding:
    if not settings.links:
        return note("There are no links to customers", "RAPPORT_LINKS gives them an address; no server is needed.")
    code = _refusal(slack, "entity.presentDetails", trigger_id="1.1.doctor")
    if code in NONE_HERE:
        mending = "Links get a button instead. api.slack.com/apps → your app → Work Object Previews switches them on."
        return note(f"This Slack has no Work Objects ({code})", mending)
    return fine(f"Links to customers begin with {settings.links} and are shown as cards")


def _steps(slack: WebClient) -> Finding:
    code = _refusal(slack, "functions.completeError", function_execution_id=_NOBODYS, error="A check by rapport doctor")
    paid = "Slack's paid plans have them; on the free one make the app from `rapport manifest --no-steps`."
    if code == "function_execution_not_found":
        return fine(f"Steps of workflows can be answered. {paid}")
    return note(f"This Slack has no steps of workflows ({code})", paid)


def _refusal(slack: WebClient, method: str, **arguments: str) -> str:
    """Slack's error code; "" where it took it, which it cannot."""
    try:
        slack.api_call(method, json=arguments)
    except SlackApiError as error:
        return code_of(error)
    return ""
