"""The Slack app as manifest.yml describes it, and the same for HTTP.

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


def for_http(request_url: str, redirect_url: str | None = None) -> str:
    """The same app, to be reached at this one address.

    With `redirect_url` it is for whoever installs it, organisations too; browsers come back there.
    """
    manifest = read()
    for command in manifest["features"]["slash_commands"]:
        command["url"] = request_url
    settings = manifest["settings"]
    settings["event_subscriptions"]["request_url"] = request_url
    settings["interactivity"] |= {"request_url": request_url, "message_menu_options_url": request_url}
    settings["socket_mode_enabled"] = False
    if redirect_url:
        manifest["oauth_config"] = {"redirect_urls": [redirect_url], **manifest["oauth_config"]}
        settings["org_deploy_enabled"] = True
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)
