"""The Slack app as manifest.yml describes it, and the same for HTTP, with links to customers, without steps.

https://docs.slack.dev/reference/app-manifest. Socket Mode needs no address. Over HTTP, Slack has to be told it for
commands, for events, for interactivity, and for the options of searchable fields (`message_menu_options_url`): without
that last one every customer field stays empty.
"""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

Manifest = dict[str, Any]

_PLACES = (Path(__file__).parents[2] / "manifest.yml", Path(__file__).parents[1] / "manifest.yml")
"""In the source tree; in the package."""


@cache
def text() -> str:
    """The file as it is, for Socket Mode."""
    return next(path for path in _PLACES if path.exists()).read_text(encoding="utf-8")


def read() -> Manifest:
    """What the file says; the caller's own to change."""
    manifest: Manifest = yaml.safe_load(text())
    return manifest


def for_http(manifest: Manifest, request_url: str, redirect_url: str | None = None) -> None:
    """Make it the same app, to be reached at this one address.

    With `redirect_url` it is for whoever installs it, organisations too; browsers come back there.
    """
    for command in manifest["features"]["slash_commands"]:
        command["url"] = request_url
    settings = manifest["settings"]
    settings["event_subscriptions"]["request_url"] = request_url
    settings["interactivity"] |= {"request_url": request_url, "message_menu_options_url": request_url}
    settings["socket_mode_enabled"] = False
    if redirect_url:
        manifest["oauth_config"] = {"redirect_urls": [redirect_url], **manifest["oauth_config"]}
        settings["org_deploy_enabled"] = True


def with_links(manifest: Manifest, address: str) -> None:
    """Have Slack ask the app about links that begin with this address; it owns them, whether a server is there or not.

    https://docs.slack.dev/messaging/unfurling-links-in-messages
    """
    manifest["features"]["unfurl_domains"] = [address.removeprefix("https://")]


def without_steps(manifest: Manifest) -> None:
    """Leave out the steps of workflows: where they cannot be had, Slack may not take a manifest that has some."""
    del manifest["functions"], manifest["settings"]["function_runtime"]
    manifest["settings"]["org_deploy_enabled"] = False
    manifest["settings"]["event_subscriptions"]["bot_events"].remove("function_executed")


def written(manifest: Manifest) -> str:
    """As YAML."""
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)
