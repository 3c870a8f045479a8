"""Slack's `message` event, heard in one place, because Bolt hands an event to the first listener that takes it.

What somebody writes goes on by where it was written. https://docs.slack.dev/reference/events/message
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from bot.deps import Deps
from handlers import scribbles, watched

Json = dict[str, Any]

Hear = Callable[[Deps, Json, Json], None]
"""Takes in a message of some place: what is given, the event and the payload around it."""

BY_PLACE: dict[str, Hear] = {"im": scribbles.hear, "channel": watched.hear, "group": watched.hear}
"""`channel_type` of the event ("im", "channel", "group", "mpim") -> who hears it."""


def register(app: App, deps: Deps) -> None:
    """The one listener. What Rapport itself says is heard by nobody."""

    @app.event("message")
    def said(event: Json, body: Json) -> None:
        if _is_ours(event, body):
            return
        if event.get("subtype") in {"message_changed", "message_deleted"}:
            scribbles.follow(deps, event, body)
        place = str(event.get("channel_type", ""))
        if (hear := BY_PLACE.get(place)) and (place == "im" or not _is_for_us(event, body)):
            hear(deps, event, body)


def _is_for_us(event: Json, body: Json) -> bool:
    """Whether it is new and mentions Rapport: that comes as an event of its own, too (handlers/scribbles.py)."""
    text = str(event.get("text") or "")
    return any(f"<@{one.get('user_id')}>" in text for one in body.get("authorizations") or [])


def _is_ours(event: Json, body: Json) -> bool:
    """Whether Rapport wrote it, also where the event tells that it was edited or deleted."""
    about = event.get("message") or event.get("previous_message") or event
    app = body.get("api_app_id")
    return bool(app) and app in {about.get("app_id"), (about.get("bot_profile") or {}).get("app_id")}
