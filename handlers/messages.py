"""Slack's `message` event, heard in one place, because Bolt hands an event to the first listener that takes it.

What somebody writes goes on by where it was written. https://docs.slack.dev/reference/events/message
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.deps import Deps
from handlers import watched

Json = dict[str, Any]

Hear = Callable[[Deps, Json, Json], None]
"""Takes in a message of some place: what is given, the event and the payload around it."""

BY_PLACE: dict[str, Hear] = {"channel": watched.hear, "group": watched.hear}
"""`channel_type` of the event ("im", "channel", "group", "mpim") -> who hears it."""


def register(app: App, deps: Deps) -> None:
    """The one listener. What Rapport itself says is heard by nobody."""

    @app.event("message")
    def said(event: Json, body: Json) -> None:
        hear = BY_PLACE.get(str(event.get("channel_type", "")))
        if hear and not _is_ours(event, body):
            hear(deps, event, body)


def _is_ours(event: Json, body: Json) -> bool:
    """Whether Rapport wrote it, also where the event tells that it was edited or deleted."""
    about = event.get("message") or event.get("previous_message") or event
    app = body.get("api_app_id")
    return bool(app) and app in {about.get("app_id"), (about.get("bot_profile") or {}).get("app_id")}
