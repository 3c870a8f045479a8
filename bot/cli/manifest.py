"""`rapport manifest`: what api.slack.com asks for when the app is made from a manifest."""

from urllib.parse import urlsplit

import click

from bot.config import load
from bot.slack import manifest as app_manifest
from bot.slack.http_server import EVENTS_PATH
from bot.slack.install_pages import REDIRECT_PATH


@click.command()
@click.option("--http", "address", metavar="ADDRESS", help="For `rapport run --http` at this https:// address.")
@click.option("--many", is_flag=True, help="With --http: for every workspace that installs it.")
@click.option("--no-steps", is_flag=True, help="Without steps of workflows, which only Slack's paid plans have.")
def manifest(address: str | None, *, many: bool, no_steps: bool) -> None:
    """Print the app's manifest, to be pasted at https://api.slack.com/apps?new_app=1 ("From a manifest").

    Without --http it is the one for Socket Mode. Both can also be pasted over an app's own: App Manifest. Where
    RAPPORT_LINKS is set, links to customers are among it.
    """
    if many and not address:
        raise click.UsageError("--many goes with --http: browsers come back to that address.")
    made = app_manifest.read()
    if no_steps:
        app_manifest.without_steps(made)
    if links := load("none").links:
        app_manifest.with_links(made, links)
    if address:
        url = _request_url(address)
        app_manifest.for_http(made, url, url.removesuffix(EVENTS_PATH) + REDIRECT_PATH if many else None)
    same = made == app_manifest.read()
    click.echo((app_manifest.text() if same else app_manifest.written(made)).rstrip())


def _request_url(address: str) -> str:
    """Where `rapport run --http` takes Slack's requests, behind this address."""
    parts = urlsplit(address.strip())
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise click.BadParameter("must be an address such as https://rapport.example.com", param_hint="--http")
    path = parts.path.rstrip("/")
    return f"https://{parts.netloc}{path}{'' if path.endswith(EVENTS_PATH) else EVENTS_PATH}"
